// oneDNN's products: dnnl_sgemm, which compiles its kernels for this processor as it is called.
#include <dnnl.h>
#include "products.hpp"

struct Library
{
    std::string prepare(const Product&) { return "dnnl_sgemm"; }

    void run(const Product& p)
    {
        dnnl_sgemm(p.transpose_a ? 'T' : 'N', p.transpose_b ? 'T' : 'N', p.m, p.n, p.k, 1, p.a, p.transpose_a ? p.m : p.k, p.b, p.transpose_b ? p.k : p.n, 0, p.c, p.n);
    }
};

int main() { return converse(Library()); }
