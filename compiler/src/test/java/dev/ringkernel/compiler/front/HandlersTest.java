package dev.ringkernel.compiler.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.interpreter.Interpreter;
import dev.ringkernel.ir.pass.PassRunner;
import dev.ringkernel.ir.pass.PassTable;
import dev.ringkernel.ptx.pack.HandlerEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Handlers have the signature of docs/decisions/003, decode and encode by wire layout, and reach
 * state and runtime.
 */
class HandlersTest {
  private static final int STATE = 64;
  private static final int MESSAGE = 1024;
  private static final int REPLY = 2048;
  private static final long CONTEXT = 77;

  private final byte[] bytes = new byte[1 << 16];
  private final ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private final List<String> calls = new ArrayList<>();

  private static KernelClass compile(String text) {
    SourceUnit unit = new SourceUnit("A.java", "package t;\nimport dev.ringkernel.api.*;\n" + text);
    JavaClasses.compile(List.of(unit));
    try (TypeIndex index = TypeIndex.builder().sources(List.of(unit)).build()) {
      FrontEndResult r = FrontEnd.compile(index, List.of(unit), FrontEndOptions.DEFAULT);
      assertThat(r.diagnostics()).extracting((Diagnostic d) -> d.render(unit.text())).isEmpty();
      assertThat(r.classes()).hasSize(1);
      return r.classes().getFirst();
    }
  }

  private Interpreter.Outcome run(Module module, String function, int messageIndex) {
    Interpreter interpreter = new Interpreter(module, bytes, this::external);
    return interpreter.run(function, CONTEXT, STATE, MESSAGE, 0, messageIndex, REPLY, 0);
  }

  private long[] external(String name, long[] in) {
    switch (name) {
      case "type:t.Add", "type:t.Out" -> {
        return new long[] {5};
      }
      case "rk.self" -> {
        return new long[] {42};
      }
      case "rk.send" -> {
        StringBuilder text =
            new StringBuilder(
                "send to "
                    + in[1]
                    + " type "
                    + in[2]
                    + " length "
                    + in[4]
                    + " words "
                    + in[5]
                    + ":");
        for (int i = 0; i < in[5]; i++) {
          text.append(' ').append(Long.toHexString(memory.getLong((int) in[3] + 8 * i)));
        }
        calls.add(text.toString());
        return new long[0];
      }
      default -> throw new IllegalStateException("no external " + name);
    }
  }

  private static final String COUNTER =
      """
      @RingMessage record Add(long amount) {}
      @RingMessage record Total(long value) {}
      @RingMessage record Transfer(ActorRef<?> to, long amount) {}
      final class Counter {
        private long total;
        private int count;
        @RingKernel(id = "counter") Total add(Add m) { bump(m.amount()); return new Total(total); }
        @RingKernel(id = "counter") void forward(Transfer m, RingContext ctx) {
          count++;
          ActorRef<?> to = m.to() == null ? ctx.self() : m.to();
          ctx.send(to, new Add(m.amount() + count));
        }
        private void bump(long by) { if (by < 0) throw new IllegalArgumentException("by " + by); total += by; }
      }
      """;

  @Test
  void aCounterCountsAndReplies() {
    KernelClass k = compile(COUNTER);
    Function f = k.module().function("t.Counter.add(t.Add)").orElseThrow();
    assertThat(f.kind()).isEqualTo(Function.Kind.HANDLER);
    assertThat(f.params().stream().map(v -> v.type()).toList())
        .containsExactly(
            Type.I64, Type.I64, Type.PTR_SHARED, Type.I32, Type.I32, Type.PTR_LOCAL, Type.I32);
    for (Module module : List.of(k.module(), new PassRunner().run(PassTable.COMPILE, k.module()))) {
      memory.putLong(STATE, 10);
      memory.putLong(MESSAGE + 24, 7);
      Interpreter.Outcome out = run(module, "t.Counter.add(t.Add)", 3);
      assertThat(out.fault()).isNull();
      assertThat(out.results()).containsExactly(0L);
      assertThat(memory.getLong(STATE)).isEqualTo(17);
      assertThat(memory.getLong(REPLY)).isEqualTo(17);
      memory.putLong(MESSAGE, -1);
      assertThat(run(module, "t.Counter.add(t.Add)", 0).fault()).isEqualTo(FaultKind.THROWN);
    }
  }

  @Test
  void aSendCarriesTypePayloadAndDestination() {
    KernelClass k = compile(COUNTER);
    memory.putLong(MESSAGE, 99);
    memory.putLong(MESSAGE + 8, 1000);
    run(k.module(), "t.Counter.forward(t.Transfer)", 0);
    memory.putLong(MESSAGE, 0);
    run(k.module(), "t.Counter.forward(t.Transfer)", 0);
    assertThat(calls)
        .containsExactly(
            "send to 99 type 5 length 8 words 1: 3e9", "send to 42 type 5 length 8 words 1: 3ea");
    assertThat(memory.getInt(STATE + 8)).isEqualTo(2);
  }

  @Test
  void theManifestDraftNamesHandlersMessagesAndLayouts() {
    KernelClass k = compile(COUNTER);
    assertThat(k.draft().id()).isEqualTo("counter");
    assertThat(k.draft().handlers())
        .containsExactly(
            new HandlerEntry(
                "add", "t.Add", "t.Total", List.of(), "t.Counter.add(t.Add)", 1, 0, false, false),
            new HandlerEntry(
                "forward",
                "t.Transfer",
                null,
                List.of("t.Add"),
                "t.Counter.forward(t.Transfer)",
                1,
                0,
                false,
                false));
    assertThat(k.draft().messages())
        .extracting(m -> m.name())
        .containsExactly("t.Add", "t.Total", "t.Transfer");
    assertThat(k.draft().state().size()).isEqualTo(16);
    assertThat(k.draft().sources()).containsExactly("A.java");
    assertThat(k.inlinedClasses()).containsExactly("t.Counter");
  }

  @Test
  void nestedRecordsEnumsAndArraysCrossByLayout() {
    KernelClass k =
        compile(
            """
            enum Kind { SMALL, BIG }
            record At(byte x, double y) {}
            @RingMessage record In(boolean on, At at, Kind kind, @Capacity(3) short[] data) {}
            @RingMessage record Out(Kind kind, char c, At at, @Capacity(3) short[] data, boolean last) {}
            final class Shapes {
              private At seen;
              private final @Capacity(4) int[] history = new int[4];
              private Kind kind;
              @RingKernel Out handle(In m) {
                for (short s : m.data()) history[Math.abs(s) % 4] += s;
                seen = new At((byte) (m.at().x() + 1), m.at().y() * 2);
                kind = m.kind() == Kind.BIG ? Kind.SMALL : Kind.BIG;
                short[] out = {1, 2, -3};
                out[0] = (short) history[1];
                return new Out(kind, 'x', seen, out, !m.on());
              }
            }
            """);
    memory.put(MESSAGE, (byte) 1);
    memory.put(MESSAGE + 8, (byte) 127);
    memory.putDouble(MESSAGE + 16, 1.25);
    memory.putInt(MESSAGE + 24, 1);
    memory.putShort(MESSAGE + 28, (short) 5);
    memory.putShort(MESSAGE + 30, (short) -7);
    memory.putShort(MESSAGE + 32, (short) 9);
    for (int i = 0; i < 64; i++) {
      memory.put(REPLY + i, (byte) 0xee);
    }
    Module module = new PassRunner().run(PassTable.COMPILE, k.module());
    Interpreter.Outcome out = run(module, "t.Shapes.handle(t.In)", 0);
    assertThat(out.fault()).isNull();
    // seen: byte at 0, double at 8; history at 16; kind at 32.
    assertThat(memory.get(STATE)).isEqualTo((byte) -128);
    assertThat(memory.getDouble(STATE + 8)).isEqualTo(2.5);
    assertThat(memory.getInt(STATE + 16 + 4)).isEqualTo(14);
    assertThat(memory.getInt(STATE + 16 + 12)).isEqualTo(-7);
    assertThat(memory.getInt(STATE + 32)).isZero();
    assertThat(memory.getInt(REPLY)).isZero();
    assertThat(memory.getLong(REPLY)).isEqualTo((long) 'x' << 32);
    assertThat(memory.getLong(REPLY + 8)).isEqualTo(0x80);
    assertThat(memory.getDouble(REPLY + 16)).isEqualTo(2.5);
    assertThat(memory.getLong(REPLY + 24)).isEqualTo(14L | 2L << 16 | 0xfffdL << 32);
    assertThat(k.draft().messages().get(1).layout().size()).isEqualTo(32);
  }

  @Test
  void anArrayOfAnotherLengthThanItsCapacityIsAFault() {
    KernelClass k =
        compile(
            """
            @RingMessage record In(int n) {}
            @RingMessage record Out(@Capacity(20) int[] data) {}
            final class Arrays {
              static int[] none(int[] a) { return a; }
              @RingKernel static Out handle(In m) {
                int[] a = new int[20];
                int[] b = new int[3];
                for (int i = 0; i < 20; i++) a[i] = i * m.n();
                return new Out(m.n() > 0 ? a : b);
              }
            }
            """);
    memory.putInt(MESSAGE, 2);
    assertThat(run(k.module(), "t.Arrays.handle(t.In)", 0).fault()).isNull();
    assertThat(memory.getInt(REPLY + 76)).isEqualTo(38);
    memory.putInt(MESSAGE, 0);
    assertThat(run(k.module(), "t.Arrays.handle(t.In)", 0).fault()).isEqualTo(FaultKind.INDEX);
  }

  @Test
  void aBlockWideHandlerDeclaresItsThreadsAndSharedMemory() {
    KernelClass k =
        compile(
            """
            @RingMessage record In(int n) {}
            final class Wide {
              private long sum;
              @RingKernel(threads = 128) void handle(In m, RingContext ctx, @Shared(64) float[] tile, @Shared(8) long[] more) {
                tile[m.n()] = 1;
                more[0] = ctx.self().id();
                sum += (long) tile[m.n()] + more[0];
              }
            }
            """);
    Function f = k.module().function("t.Wide.handle(t.In)").orElseThrow();
    assertThat(f.attributes()).containsEntry("threads", "128");
    assertThat(k.draft().handlers().getFirst().sharedBytes()).isEqualTo(320);
    memory.putInt(MESSAGE, 63);
    run(k.module(), "t.Wide.handle(t.In)", 0);
    assertThat(memory.getLong(STATE)).isEqualTo(43);
    memory.putInt(MESSAGE, 64);
    assertThat(run(k.module(), "t.Wide.handle(t.In)", 0).fault()).isEqualTo(FaultKind.INDEX);
  }
}
