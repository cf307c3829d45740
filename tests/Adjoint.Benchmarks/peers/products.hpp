// What the libraries of products share: the conversation with the C# program, which is
//
//     shape 64 784 128 forward    rows, inputs, outputs and the product of a dense layer; "ready", a sum over the result that tells whether it is the same, and settings
//     time 100                    microseconds of one of 100 products, after one that is not timed
//
// The products are those of a dense layer whose weight is [inputs, outputs]: forward y = x · w, by input dx = dy · wᵀ, by weight dw = xᵀ · dy, all of them row-major.
// Not meant to be started by hand: `dotnet run -c Release --project tests/Adjoint.Benchmarks -- products` compiles and starts them.
#pragma once
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

/// Row-major c [m, n] = op(a) [m, k] · op(b) [k, n].
struct Product
{
    int m, n, k;
    bool transpose_a, transpose_b;
    const float *a, *b;
    float* c;
};

inline float* numbers(long count, std::uint32_t salt)
{
    auto* all = static_cast<float*>(std::aligned_alloc(64, (count * sizeof(float) + 63) / 64 * 64));
    for (long i = 0; i < count; i++)
        all[i] = (static_cast<int>((static_cast<std::uint32_t>(i) * 2654435761u + salt) >> 16) - 32768) / 32768.0f;
    return all;
}

inline Product product_of(const std::string& name, int rows, int inputs, int outputs)
{
    const long x = static_cast<long>(rows) * inputs, w = static_cast<long>(inputs) * outputs, y = static_cast<long>(rows) * outputs;
    if (name == "forward")
        return {rows, outputs, inputs, false, false, numbers(x, 1), numbers(w, 2), numbers(y, 0)};
    if (name == "input")
        return {rows, inputs, outputs, false, true, numbers(y, 3), numbers(w, 2), numbers(x, 0)};
    return {inputs, outputs, rows, true, false, numbers(x, 1), numbers(y, 3), numbers(w, 0)};
}

/// Library has prepare(product), which says what it does for it or that it "cannot", and run(product).
template <typename Library>
int converse(Library library)
{
    std::cout.precision(9);
    std::cout << "ready" << std::endl;
    Product product{};
    for (std::string line; std::getline(std::cin, line);)
    {
        std::istringstream words(line);
        std::string command, name;
        words >> command;
        if (command == "shape")
        {
            int rows, inputs, outputs;
            words >> rows >> inputs >> outputs >> name;
            std::free(const_cast<float*>(product.a));
            std::free(const_cast<float*>(product.b));
            std::free(product.c);
            product = product_of(name, rows, inputs, outputs);
            const std::string settings = library.prepare(product);
            double sum = NAN;
            if (settings != "cannot")
            {
                library.run(product);
                sum = 0;
                for (long i = 0; i < static_cast<long>(product.m) * product.n; i++)
                    sum += product.c[i] * (i % 7 - 3);
            }
            std::cout << "ready " << sum << ' ' << settings << std::endl;
        }
        else
        {
            int repeats = 1;
            words >> repeats;
            library.run(product);
            const auto start = std::chrono::steady_clock::now();
            for (int i = 0; i < repeats; i++)
                library.run(product);
            const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
            std::cout << time.count() / repeats << std::endl;
        }
    }
    return 0;
}
