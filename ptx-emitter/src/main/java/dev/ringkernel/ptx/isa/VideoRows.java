package dev.ringkernel.ptx.isa;

import static dev.ringkernel.ptx.isa.Effects.PURE;

import java.util.List;

/** Video instructions: those that compilers still write. */
final class VideoRows {
  private VideoRows() {}

  private static final Rows.Section S =
      new Rows.Section("SIMD Video", "simd-video-instructions-").with(Rows.Mark.FOREIGN);

  // @formatter:off
  static final List<PtxRow> ROWS = List.of(
      S.row("vabsdiff2.u32.u32.u32{.add} d, a, b, c", "", "", "3.0 sm_30", PURE, "vadd2-vsub2-vavrg2-vabsdiff2-vmin2-vmax2"),
      S.row("vabsdiff4.u32.u32.u32{.add} d, a, b, c", "", "", "3.0 sm_30", PURE, "vadd4-vsub4-vavrg4-vabsdiff4-vmin4-vmax4"));
  // @formatter:on
}
