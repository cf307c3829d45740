// libxsmm's products: a kernel compiled for the very shape. Column-major, so that c = a · b is asked for as cᵀ = bᵀ · aᵀ; where its compiler takes no transposed
// matrix, the matrix is transposed first, by libxsmm too and timed with the product.
#include <libxsmm.h>
#include "products.hpp"

class Library
{
    libxsmm_smmfunction kernel = nullptr;
    float* transposed = nullptr;
    bool first_transposed = false, second_transposed = false;

    void compile(const Product& p, int flags)
    {
        const libxsmm_blasint m = p.n, n = p.m, k = p.k;
        const libxsmm_blasint lda = flags & LIBXSMM_GEMM_FLAG_TRANS_A ? k : m, ldb = flags & LIBXSMM_GEMM_FLAG_TRANS_B ? n : k, ldc = m;
        const float alpha = 1, beta = 0;
        flags |= LIBXSMM_GEMM_FLAG_BETA_0;
        kernel = libxsmm_smmdispatch(m, n, k, &lda, &ldb, &ldc, &alpha, &beta, &flags, nullptr);
    }

public:
    std::string prepare(const Product& p)
    {
        first_transposed = second_transposed = false;
        compile(p, (p.transpose_b ? LIBXSMM_GEMM_FLAG_TRANS_A : 0) | (p.transpose_a ? LIBXSMM_GEMM_FLAG_TRANS_B : 0));
        if (kernel)
            return "compiled for the shape";
        compile(p, 0);
        if (!kernel)
            return "cannot";
        first_transposed = p.transpose_a;
        second_transposed = p.transpose_b;
        if (!first_transposed && !second_transposed)
            return "compiled for the shape";
        std::free(transposed);
        transposed = numbers(static_cast<long>(p.k) * (first_transposed ? p.m : p.n), 0);
        return "compiled for the shape, a matrix transposed first";
    }

    void run(const Product& p)
    {
        const float *a = p.a, *b = p.b;
        if (first_transposed)
        {
            // Row-major [k, m] is column-major [m, k].
            libxsmm_otrans(transposed, a, sizeof(float), p.m, p.k, p.m, p.k);
            a = transposed;
        }
        if (second_transposed)
        {
            libxsmm_otrans(transposed, b, sizeof(float), p.k, p.n, p.k, p.n);
            b = transposed;
        }
        kernel(b, a, p.c);
    }
};

int main()
{
    libxsmm_init();
    return converse(Library());
}
