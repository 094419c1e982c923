// Prints what the toolkit's headers convert on the host: "down FORMAT F32 CODE", "half FORMAT BF16 CODE" and "up FORMAT CODE HALF", in hexadecimal.

#include <cuda_fp4.h>
#include <cuda_fp6.h>
#include <cuda_fp8.h>

#include <cstdint>
#include <cstdio>
#include <cstring>

static float of(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static void down(const char *format, uint32_t bits, unsigned code) { printf("down %s %x %x\n", format, bits, code); }

static void up(const char *format, unsigned code, unsigned half) { printf("up %s %x %x\n", format, code, half); }

static void fromHalf(unsigned bits) {
  __nv_bfloat16_raw value;
  value.x = (unsigned short)bits;
  const char *format[] = {"ue8m0.rz", "ue8m0.rz.satfinite", "ue8m0.rp", "ue8m0.rp.satfinite"};
  for (int i = 0; i < 4; i++) {
    printf("half %s %x %x\n", format[i], bits,
           __nv_cvt_bfloat16raw_to_e8m0(value, i % 2 ? __NV_SATFINITE : __NV_NOSAT, i < 2 ? cudaRoundZero : cudaRoundPosInf));
  }
}

static void all(uint32_t bits) {
  float value = of(bits);
  down("e4m3", bits, __nv_cvt_float_to_fp8(value, __NV_SATFINITE, __NV_E4M3));
  down("e5m2", bits, __nv_cvt_float_to_fp8(value, __NV_SATFINITE, __NV_E5M2));
  down("e2m3", bits, __nv_cvt_float_to_fp6(value, __NV_E2M3, cudaRoundNearest));
  down("e3m2", bits, __nv_cvt_float_to_fp6(value, __NV_E3M2, cudaRoundNearest));
  down("e2m1", bits, __nv_cvt_float_to_fp4(value, __NV_E2M1, cudaRoundNearest));
  down("ue8m0.rz", bits, __nv_cvt_float_to_e8m0(value, __NV_NOSAT, cudaRoundZero));
  down("ue8m0.rz.satfinite", bits, __nv_cvt_float_to_e8m0(value, __NV_SATFINITE, cudaRoundZero));
  down("ue8m0.rp", bits, __nv_cvt_float_to_e8m0(value, __NV_NOSAT, cudaRoundPosInf));
  down("ue8m0.rp.satfinite", bits, __nv_cvt_float_to_e8m0(value, __NV_SATFINITE, cudaRoundPosInf));
}

int main() {
  for (unsigned code = 0; code < 256; code++) {
    up("e4m3", code, __nv_cvt_fp8_to_halfraw(code, __NV_E4M3).x);
    up("e5m2", code, __nv_cvt_fp8_to_halfraw(code, __NV_E5M2).x);
    up("ue8m0", code, __nv_cvt_e8m0_to_bf16raw(code).x);
  }
  for (unsigned code = 0; code < 64; code++) {
    up("e2m3", code, __nv_cvt_fp6_to_halfraw(code, __NV_E2M3).x);
    up("e3m2", code, __nv_cvt_fp6_to_halfraw(code, __NV_E3M2).x);
  }
  for (unsigned code = 0; code < 16; code++) up("e2m1", code, __nv_cvt_fp4_to_halfraw(code, __NV_E2M1).x);
  for (unsigned bits = 0; bits < 65536; bits++) fromHalf(bits);
  // Every upper half with what decides about rounding below it.
  for (uint32_t high = 0; high < 65536; high++) {
    all(high << 16 | (high % 4 == 0 ? 0 : high % 4 == 1 ? 1 : high % 4 == 2 ? 0x8000 : 0xffff));
  }
  return 0;
}
