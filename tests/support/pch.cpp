// SPDX-License-Identifier: GPL-3.0-or-later
// Carries the precompiled header that all tests use; see tests/CMakeLists.txt.
int main() { return 0; }
