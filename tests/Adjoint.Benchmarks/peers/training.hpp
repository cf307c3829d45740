// What the trainings in C++ share: the folder with rows, their order and the first parameters, and the conversation with the C# program, which is
// that of pytorch.py. Not meant to be started by hand: `dotnet run -c Release --project tests/Adjoint.Benchmarks -- peers` compiles and starts them.
#pragma once
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

template <typename T>
std::vector<T> read_numbers(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    std::vector<T> numbers(bytes.size() / sizeof(T));
    std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(T));
    return numbers;
}

/// Features [rows, inputs] and either a class for each row or values [rows, outputs].
struct Rows
{
    std::vector<float> features, values;
    std::vector<std::int32_t> classes;
    int count = 0;

    Rows(const std::string& folder, const std::string& set, int inputs) :
        features(read_numbers<float>(folder + "/" + set + ".features.f32")),
        values(read_numbers<float>(folder + "/" + set + ".labels.f32")),
        classes(read_numbers<std::int32_t>(folder + "/" + set + ".labels.i32")),
        count(static_cast<int>(features.size() / inputs))
    {
    }
};

/// The tensors of a safetensors file by name, float32 only.
class Parameters
{
    std::string header;
    std::vector<char> bytes;
    size_t begin;

public:
    explicit Parameters(const std::string& folder) : bytes(read_numbers<char>(folder + "/parameters.safetensors"))
    {
        std::uint64_t size;
        std::memcpy(&size, bytes.data(), sizeof size);
        begin = sizeof size + size;
        header.assign(bytes.data() + sizeof size, size);
    }

    std::vector<float> operator[](const std::string& name) const
    {
        auto place = header.find("\"" + name + "\"");
        place = place == std::string::npos ? place : header.find("data_offsets", place);
        place = place == std::string::npos ? place : header.find('[', place);
        unsigned long long first, last;
        if (place == std::string::npos || std::sscanf(header.c_str() + place, "[%llu ,%llu", &first, &last) != 2)
            throw std::runtime_error("no parameter " + name);
        std::vector<float> numbers((last - first) / sizeof(float));
        std::memcpy(numbers.data(), bytes.data() + begin + first, last - first);
        return numbers;
    }
};

/// The rows of every batch of all epochs; all rows are one batch where there is no order.
class Batches
{
    std::vector<std::int32_t> order;
    int rows, size;

public:
    Batches(const std::string& folder, int rows, int size) : order(read_numbers<std::int32_t>(folder + "/order.i32")), rows(rows), size(size) {}

    bool is_one() const { return order.empty(); }

    struct Batch { const std::int32_t* rows; int count; };

    Batch operator[](long number) const
    {
        if (is_one())
            return {nullptr, rows};
        const long batches = (rows + size - 1) / size, first = number % batches * size;
        if (number / batches * rows + first >= static_cast<long>(order.size()))
            throw std::runtime_error("the training has no more epochs");
        return {order.data() + number / batches * rows + first, static_cast<int>(std::min<long>(size, rows - first))};
    }
};

struct Score { double loss, accuracy; };

inline double core_microseconds()
{
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

/// Answers "go n" (microseconds per iteration, by the clock and of the core), "score" and "restart" until there is no more to read.
template <typename Training>
int converse(Training& training, const std::string& settings)
{
    std::cout.precision(9);
    std::cout << "ready " << settings << std::endl;
    long next = 0;
    for (std::string line; std::getline(std::cin, line);)
    {
        std::istringstream words(line);
        std::string command;
        long iterations = 0;
        words >> command >> iterations;
        if (command == "go")
        {
            const auto start = std::chrono::steady_clock::now();
            const auto core = core_microseconds();
            for (const auto end = next + iterations; next < end; next++)
                training.iterate(next);
            const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
            std::cout << time.count() / iterations << ' ' << (core_microseconds() - core) / iterations << std::endl;
        }
        else if (command == "score")
        {
            const Score score = training.score();
            std::cout << score.loss << ' ' << score.accuracy << std::endl;
        }
        else if (command == "restart")
        {
            training.restart();
            next = 0;
            std::cout << "ready" << std::endl;
        }
        else
        {
            std::cerr << "no such command: " << line << std::endl;
            return 1;
        }
    }
    return 0;
}
