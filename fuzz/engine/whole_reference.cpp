// SPDX-License-Identifier: Apache-2.0
// A target holds of the reference what it calls. This holds all of it, so that llvm-cov counts what no target calls, too.
int main() {
  return 0;
}
