// entry:  nbody
// launch: grid=2 block=32
// args:   const float4* body[64] = {i % 8, i / 8, (i * 5) % 7, 1 + i % 3}, float4* force[64]
// expect: force[j].xyz = sum over all bodies of mass * d / (|d|^2 + 0.01)^1.5, within 1e-4 relative to the greatest component; .w = sum of the masses met
extern "C" __global__ void nbody(const float4* body, float4* force) {
  __shared__ float4 tile[32];
  int i = blockIdx.x * 32 + threadIdx.x;
  float4 me = body[i], f = make_float4(0, 0, 0, 0);
  for (int k = 0; k < 2; k++) {
    tile[threadIdx.x] = body[k * 32 + threadIdx.x];
    __syncthreads();
#pragma unroll 8
    for (int j = 0; j < 32; j++) {
      float dx = tile[j].x - me.x, dy = tile[j].y - me.y, dz = tile[j].z - me.z;
      float inv = rsqrtf(dx * dx + dy * dy + dz * dz + 0.01f), s = tile[j].w * inv * inv * inv;
      f.x += dx * s;
      f.y += dy * s;
      f.z += dz * s;
      f.w += tile[j].w;
    }
    __syncthreads();
  }
  force[i] = f;
}
