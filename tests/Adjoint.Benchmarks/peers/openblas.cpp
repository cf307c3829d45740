// OpenBLAS' products; the environment says for which processor (OPENBLAS_CORETYPE), because it may not know this one.
#include <cblas.h>
#include "products.hpp"

extern "C" char* openblas_get_corename(void);

struct Library
{
    std::string prepare(const Product&) { return std::string("kernels for ") + openblas_get_corename(); }

    void run(const Product& p)
    {
        cblas_sgemm(
            CblasRowMajor, p.transpose_a ? CblasTrans : CblasNoTrans, p.transpose_b ? CblasTrans : CblasNoTrans, p.m, p.n, p.k, 1, p.a, p.transpose_a ? p.m : p.k,
            p.b, p.transpose_b ? p.k : p.n, 0, p.c, p.n);
    }
};

int main() { return converse(Library()); }
