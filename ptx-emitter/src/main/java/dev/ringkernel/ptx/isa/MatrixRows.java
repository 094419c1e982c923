package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.CONVERGENT;
import static dev.ringkernel.ptx.isa.Effects.READ;
import static dev.ringkernel.ptx.isa.Effects.WRITE;

import java.util.List;

/** Matrices that a warp holds together. {@code wgmma} and {@code tcgen05} are not among them. */
final class MatrixRows {
  private MatrixRows() {}

  private static final Rows.Section S =
      new Rows.Section("Warp-Level Matrix Instructions", "warp-level-matrix-instructions-")
          .with(Rows.Mark.FOREIGN);
  private static final String WMMA = "shape=m16n16k16,m8n32k16,m32n8k16; ";
  private static final String AT = "layout=row,col; ss=global,shared,shared::cta";
  private static final String BY = "alayout=row,col; blayout=row,col; ";
  private static final String CTA = "; .shared::cta: 7.8";
  private static final Effects LOAD = READ.alsoConvergent();
  private static final Effects STORE = WRITE.alsoConvergent();

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("wmma.load.a.sync.aligned.layout.shape{.ss}.f16 d, [a]{, n}", WMMA + AT, "d:b32*8 n:u32", "6.1 sm_70" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.shape{.ss}.f16 d, [a]{, n}", WMMA + AT, "d:b32*8 n:u32", "6.1 sm_70" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.c.sync.aligned.layout.shape{.ss}.f16 d, [a]{, n}", WMMA + AT, "d:b32*4 n:u32", "6.1 sm_70" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.c.sync.aligned.layout.shape{.ss}.f32 d, [a]{, n}", WMMA + AT, "d:f32*8 n:u32", "6.1 sm_70" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.a.sync.aligned.layout.m16n16k16{.ss}.type d, [a]{, n}", "type=s8,u8; " + AT, "d:b32*2 n:u32", "6.3 sm_72" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.a.sync.aligned.layout.m8n32k16{.ss}.type d, [a]{, n}",  "type=s8,u8; " + AT, "d:b32*1 n:u32", "6.3 sm_72" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.a.sync.aligned.layout.m32n8k16{.ss}.type d, [a]{, n}",  "type=s8,u8; " + AT, "d:b32*4 n:u32", "6.3 sm_72" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.m16n16k16{.ss}.type d, [a]{, n}", "type=s8,u8; " + AT, "d:b32*2 n:u32", "6.3 sm_72" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.m8n32k16{.ss}.type d, [a]{, n}",  "type=s8,u8; " + AT, "d:b32*4 n:u32", "6.3 sm_72" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.m32n8k16{.ss}.type d, [a]{, n}",  "type=s8,u8; " + AT, "d:b32*1 n:u32", "6.3 sm_72" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.c.sync.aligned.layout.shape{.ss}.s32 d, [a]{, n}", WMMA + AT, "d:b32*8 n:u32", "6.3 sm_72" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.a.sync.aligned.layout.m16n16k16{.ss}.bf16 d, [a]{, n}", AT, "d:b32*4 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.a.sync.aligned.layout.m8n32k16{.ss}.bf16 d, [a]{, n}",  AT, "d:b32*2 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.a.sync.aligned.layout.m32n8k16{.ss}.bf16 d, [a]{, n}",  AT, "d:b32*8 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.m16n16k16{.ss}.bf16 d, [a]{, n}", AT, "d:b32*4 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.m8n32k16{.ss}.bf16 d, [a]{, n}",  AT, "d:b32*8 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.m32n8k16{.ss}.bf16 d, [a]{, n}",  AT, "d:b32*2 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.a.sync.aligned.layout.m16n16k8{.ss}.tf32 d, [a]{, n}",  AT, "d:b32*4 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.m16n16k8{.ss}.tf32 d, [a]{, n}",  AT, "d:b32*4 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.c.sync.aligned.layout.m16n16k8{.ss}.f32 d, [a]{, n}",   AT, "d:f32*8 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.a.sync.aligned.layout.m8n8k4{.ss}.f64 d, [a]{, n}",     AT, "d:f64*1 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.b.sync.aligned.layout.m8n8k4{.ss}.f64 d, [a]{, n}",     AT, "d:f64*1 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),
      S.row("wmma.load.c.sync.aligned.layout.m8n8k4{.ss}.f64 d, [a]{, n}",     AT, "d:f64*2 n:u32", "7.0 sm_80" + CTA, LOAD, "wmma-ld"),

      S.row("wmma.store.d.sync.aligned.layout.shape{.ss}.f16 [a], b{, n}",   WMMA + AT, "b:b32*4 n:u32", "6.1 sm_70" + CTA, STORE, "wmma-st"),
      S.row("wmma.store.d.sync.aligned.layout.shape{.ss}.f32 [a], b{, n}",   WMMA + AT, "b:f32*8 n:u32", "6.1 sm_70" + CTA, STORE, "wmma-st"),
      S.row("wmma.store.d.sync.aligned.layout.shape{.ss}.s32 [a], b{, n}",   WMMA + AT, "b:b32*8 n:u32", "6.3 sm_72" + CTA, STORE, "wmma-st"),
      S.row("wmma.store.d.sync.aligned.layout.m16n16k8{.ss}.f32 [a], b{, n}", AT, "b:f32*8 n:u32", "7.0 sm_80" + CTA, STORE, "wmma-st"),
      S.row("wmma.store.d.sync.aligned.layout.m8n8k4{.ss}.f64 [a], b{, n}",  AT, "b:f64*2 n:u32", "7.0 sm_80" + CTA, STORE, "wmma-st"),

      S.row("wmma.mma.sync.aligned.alayout.blayout.shape.f16.f16 d, a, b, c", BY + WMMA, "d:b32*4 a:b32*8 b:b32*8 c:b32*4", "6.1 sm_70", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.shape.f32.f16 d, a, b, c", BY + WMMA, "d:f32*8 a:b32*8 b:b32*8 c:b32*4", "6.1 sm_70", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.shape.f16.f32 d, a, b, c", BY + WMMA, "d:b32*4 a:b32*8 b:b32*8 c:f32*8", "6.1 sm_70", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.shape.f32.f32 d, a, b, c", BY + WMMA, "d:f32*8 a:b32*8 b:b32*8 c:f32*8", "6.1 sm_70", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m16n16k16.s32.s8.s8.s32{.satfinite} d, a, b, c", BY, "d:b32*8 a:b32*2 b:b32*2 c:b32*8", "6.3 sm_72", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m8n32k16.s32.s8.s8.s32{.satfinite} d, a, b, c",  BY, "d:b32*8 a:b32*1 b:b32*4 c:b32*8", "6.3 sm_72", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m32n8k16.s32.s8.s8.s32{.satfinite} d, a, b, c",  BY, "d:b32*8 a:b32*4 b:b32*1 c:b32*8", "6.3 sm_72", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m16n16k16.s32.u8.u8.s32{.satfinite} d, a, b, c", BY, "d:b32*8 a:b32*2 b:b32*2 c:b32*8", "6.3 sm_72", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m8n32k16.s32.u8.u8.s32{.satfinite} d, a, b, c",  BY, "d:b32*8 a:b32*1 b:b32*4 c:b32*8", "6.3 sm_72", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m32n8k16.s32.u8.u8.s32{.satfinite} d, a, b, c",  BY, "d:b32*8 a:b32*4 b:b32*1 c:b32*8", "6.3 sm_72", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m16n16k16.f32.bf16.bf16.f32 d, a, b, c", BY, "d:f32*8 a:b32*4 b:b32*4 c:f32*8", "7.0 sm_80", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m8n32k16.f32.bf16.bf16.f32 d, a, b, c",  BY, "d:f32*8 a:b32*2 b:b32*8 c:f32*8", "7.0 sm_80", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m32n8k16.f32.bf16.bf16.f32 d, a, b, c",  BY, "d:f32*8 a:b32*8 b:b32*2 c:f32*8", "7.0 sm_80", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m16n16k8.f32.tf32.tf32.f32 d, a, b, c",  BY, "d:f32*8 a:b32*4 b:b32*4 c:f32*8", "7.0 sm_80", CONVERGENT, "wmma-mma"),
      S.row("wmma.mma.sync.aligned.alayout.blayout.m8n8k4.f64.f64.f64.f64{.rnd} d, a, b, c", BY + "rnd=rn,rz,rm,rp", "d:f64*2 a:f64*1 b:f64*1 c:f64*2", "7.0 sm_80", CONVERGENT, "wmma-mma"),

      S.row("mma.sync.aligned.m16n8k8.row.col.f16.f16.f16.f16 d, a, b, c",   "", "d:b32*2 a:b32*2 b:b32*1 c:b32*2", "6.5 sm_75", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k8.row.col.f32.f16.f16.f32 d, a, b, c",   "", "d:f32*4 a:b32*2 b:b32*1 c:f32*4", "6.5 sm_75", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k16.row.col.f16.f16.f16.f16 d, a, b, c",  "", "d:b32*2 a:b32*4 b:b32*2 c:b32*2", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 d, a, b, c",  "", "d:f32*4 a:b32*4 b:b32*2 c:f32*4", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k8.row.col.f32.bf16.bf16.f32 d, a, b, c", "", "d:f32*4 a:b32*2 b:b32*1 c:f32*4", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 d, a, b, c", "", "d:f32*4 a:b32*4 b:b32*2 c:f32*4", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k4.row.col.f32.tf32.tf32.f32 d, a, b, c", "", "d:f32*4 a:b32*2 b:b32*1 c:f32*4", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 d, a, b, c", "", "d:f32*4 a:b32*4 b:b32*2 c:f32*4", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k32.row.col.f32.atype.btype.f32 d, a, b, c", "atype=e4m3,e5m2; btype=e4m3,e5m2", "d:f32*4 a:b32*4 b:b32*2 c:f32*4", "8.4 sm_89", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m8n8k16.row.col{.satfinite}.s32.atype.btype.s32 d, a, b, c",  "atype=s8,u8; btype=s8,u8", "d:b32*2 a:b32*1 b:b32*1 c:b32*2", "6.5 sm_75", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k16.row.col{.satfinite}.s32.atype.btype.s32 d, a, b, c", "atype=s8,u8; btype=s8,u8", "d:b32*4 a:b32*2 b:b32*1 c:b32*4", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k32.row.col{.satfinite}.s32.atype.btype.s32 d, a, b, c", "atype=s8,u8; btype=s8,u8", "d:b32*4 a:b32*4 b:b32*2 c:b32*4", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m8n8k4.row.col.f64.f64.f64.f64 d, a, b, c",    "", "d:f64*2 a:f64*1 b:f64*1 c:f64*2", "7.0 sm_80", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k4.row.col.f64.f64.f64.f64 d, a, b, c",   "", "d:f64*4 a:f64*2 b:f64*1 c:f64*4", "7.8 sm_90", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k8.row.col.f64.f64.f64.f64 d, a, b, c",   "", "d:f64*4 a:f64*4 b:f64*2 c:f64*4", "7.8 sm_90", CONVERGENT, "mma"),
      S.row("mma.sync.aligned.m16n8k16.row.col.f64.f64.f64.f64 d, a, b, c",  "", "d:f64*4 a:f64*8 b:f64*4 c:f64*4", "7.8 sm_90", CONVERGENT, "mma"),

      S.row("ldmatrix.sync.aligned.m8n8.x1{.trans}{.ss}.b16 d, [a]", "ss=shared,shared::cta", "d:b32*1", "6.5 sm_75" + CTA, LOAD, "ldmatrix"),
      S.row("ldmatrix.sync.aligned.m8n8.x2{.trans}{.ss}.b16 d, [a]", "ss=shared,shared::cta", "d:b32*2", "6.5 sm_75" + CTA, LOAD, "ldmatrix"),
      S.row("ldmatrix.sync.aligned.m8n8.x4{.trans}{.ss}.b16 d, [a]", "ss=shared,shared::cta", "d:b32*4", "6.5 sm_75" + CTA, LOAD, "ldmatrix"),
      S.row("stmatrix.sync.aligned.m8n8.x1{.trans}{.ss}.b16 [a], b", "ss=shared,shared::cta", "b:b32*1", "7.8 sm_90", STORE, "stmatrix"),
      S.row("stmatrix.sync.aligned.m8n8.x2{.trans}{.ss}.b16 [a], b", "ss=shared,shared::cta", "b:b32*2", "7.8 sm_90", STORE, "stmatrix"),
      S.row("stmatrix.sync.aligned.m8n8.x4{.trans}{.ss}.b16 [a], b", "ss=shared,shared::cta", "b:b32*4", "7.8 sm_90", STORE, "stmatrix"),
      S.row("movmatrix.sync.aligned.m8n8.trans.b16 d, a", "", "d:b32 a:b32", "7.8 sm_75", CONVERGENT, "movmatrix"));
  // @formatter:on
}
