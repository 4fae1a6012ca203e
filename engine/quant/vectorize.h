// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Marks a loop over many elements: the compiler makes one version per instruction set and the program picks the best
/// one when it starts. All versions give the same bits, because the sources that use this are compiled without
/// contraction to FMA (see CMakeLists.txt) and every sum names its lanes.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) &&                          \
    !defined(__SANITIZE_ADDRESS__)
#define QB_VECTORIZE __attribute__((target_clones("default", "avx2")))
#else
#define QB_VECTORIZE
#endif

/// Before a loop whose rounds don't depend on each other although its buffers may be one: without it such a loop runs
/// element by element.
#if defined(__GNUC__) && !defined(__clang__)
#define QB_NO_CARRY _Pragma("GCC ivdep")
#else
#define QB_NO_CARRY
#endif
