package dev.ringkernel.ptx.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.IrPrinter;
import dev.ringkernel.ir.Label;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Terminator.Likely;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ir.Variable;
import dev.ringkernel.ir.Verifier;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.SimDevice;
import dev.ringkernel.ptx.sim.SimGrid;
import dev.ringkernel.ptx.sim.SimLaunch;
import dev.ringkernel.ptx.sim.SimMachine;
import dev.ringkernel.ptx.sim.SimModule;
import dev.ringkernel.ptx.sim.SimOptions;
import dev.ringkernel.ptx.sim.SimTranslation;
import dev.ringkernel.ptx.text.PtxReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random structured programs, as a front end would build them, give the same results in the IR and
 * in the code emitted for it, run by the simulator, interpreted and translated: loops of all kinds
 * with break and continue, switches, selects, integer operations of both widths.
 */
class RandomProgramTest {
  private static final int PROGRAMS = 200;
  private static final int FUEL = 20_000;

  private Random random = new Random();
  private FunctionBuilder b = new FunctionBuilder("f", Function.Kind.DEVICE, List.of(), List.of());
  private List<Variable> words = new ArrayList<>();
  private List<Variable> longs = new ArrayList<>();
  private List<Label[]> loops = new ArrayList<>();
  private List<Variable> counters = new ArrayList<>();

  private Function program(long seed) {
    random = new Random(seed);
    List<Type> types = List.of(Type.I32, Type.I32, Type.I64);
    b = new FunctionBuilder("T.f", Function.Kind.DEVICE, types, types);
    words = new ArrayList<>();
    longs = new ArrayList<>();
    loops = new ArrayList<>();
    counters = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Variable v = b.variable(Type.I32, "w" + i);
      b.write(v, i < 2 ? b.param(i) : b.iconst(random.nextInt(10)));
      words.add(v);
    }
    Variable l = b.variable(Type.I64, "l");
    b.write(l, b.param(2));
    longs.add(l);
    statements(3);
    if (!b.terminated()) {
      b.ret(b.read(words.get(0)), b.read(words.get(1)), b.read(longs.get(0)));
    }
    return b.build();
  }

  private Variable any(List<Variable> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Value word(int depth) {
    return switch (depth == 0 ? random.nextInt(2) : random.nextInt(7)) {
      case 0 -> b.iconst(random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(40) - 4);
      case 1 -> b.read(any(words));
      case 2 -> b.select(condition(depth - 1), word(depth - 1), word(depth - 1));
      case 3 -> b.convert(ConvertOp.TRUNC, wide(depth - 1), Type.I32);
      case 4 ->
          b.unary(
              List.of(UnaryOp.NEG, UnaryOp.NOT, UnaryOp.ABS).get(random.nextInt(3)),
              word(depth - 1));
      default -> {
        BinaryOp[] ops = BinaryOp.values();
        BinaryOp op = ops[random.nextInt(ops.length - 1)];
        Value divisor = word(depth - 1);
        boolean divides =
            List.of(BinaryOp.DIV, BinaryOp.REM, BinaryOp.UDIV, BinaryOp.UREM).contains(op);
        yield b.binary(
            op, word(depth - 1), divides ? b.binary(BinaryOp.OR, divisor, b.iconst(1)) : divisor);
      }
    };
  }

  private Value wide(int depth) {
    return switch (depth == 0 ? random.nextInt(2) : random.nextInt(5)) {
      case 0 -> b.lconst(random.nextLong());
      case 1 -> b.read(any(longs));
      case 2 ->
          b.convert(
              random.nextBoolean() ? ConvertOp.SEXT : ConvertOp.ZEXT, word(depth - 1), Type.I64);
      default -> {
        BinaryOp op =
            List.of(
                    BinaryOp.ADD,
                    BinaryOp.SUB,
                    BinaryOp.MUL,
                    BinaryOp.XOR,
                    BinaryOp.SHL,
                    BinaryOp.SHR,
                    BinaryOp.USHR,
                    BinaryOp.MIN)
                .get(random.nextInt(8));
        yield b.binary(op, wide(depth - 1), op.isShift() ? word(depth - 1) : wide(depth - 1));
      }
    };
  }

  private Value condition(int depth) {
    CompareOp op = CompareOp.values()[random.nextInt(CompareOp.values().length)];
    Value c =
        random.nextInt(4) == 0
            ? b.compare(op, wide(depth), wide(depth))
            : b.compare(op, word(depth), word(depth));
    return random.nextInt(6) == 0 ? b.unary(UnaryOp.NOT, c) : c;
  }

  private void statements(int depth) {
    for (int n = random.nextInt(4); n >= 0; n--) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    switch (depth == 0 ? random.nextInt(4) : random.nextInt(11)) {
      case 0, 1 -> b.write(any(words), word(2));
      case 2 -> b.write(any(longs), wide(2));
      case 3 -> {
        // Two variables change places.
        Variable x = any(words);
        Variable y = any(words);
        Value old = b.read(x);
        b.write(x, b.read(y));
        b.write(y, old);
      }
      case 4, 5 -> branch(depth);
      case 6 -> choice(depth);
      case 7 -> {
        if (!loops.isEmpty()) {
          leaveLoop();
        }
      }
      case 8, 9 -> loop(depth, false);
      default -> loop(depth, true);
    }
  }

  private void branch(int depth) {
    Label then = b.newBlock();
    Label otherwise = b.newBlock();
    Label join = b.newBlock();
    boolean one = random.nextBoolean();
    b.branch(condition(1), then, one ? join : otherwise, Likely.values()[random.nextInt(3)]);
    b.seal(then);
    b.place(then);
    statements(depth - 1);
    b.jump(join);
    if (!one) {
      b.seal(otherwise);
      b.place(otherwise);
      statements(depth - 1);
      b.jump(join);
    }
    b.seal(join);
    b.place(join);
  }

  private void choice(int depth) {
    Map<Long, Label> cases = new TreeMap<>();
    List<Label> arms = new ArrayList<>();
    Label join = b.newBlock();
    int count = 1 + random.nextInt(12);
    boolean dense = random.nextBoolean();
    boolean wide = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      if (arms.isEmpty() || random.nextInt(3) == 0) {
        arms.add(b.newBlock());
      }
      cases.put(
          dense ? i - 2L : random.nextInt(100000), random.nextInt(5) == 0 ? join : arms.getLast());
    }
    Value low = b.binary(BinaryOp.AND, word(1), b.iconst(15));
    b.switchOn(wide ? b.convert(ConvertOp.SEXT, low, Type.I64) : low, cases, join);
    for (Label arm : arms) {
      b.seal(arm);
      b.place(arm);
      statements(depth - 1);
      b.jump(join);
    }
    b.seal(join);
    b.place(join);
  }

  private void leaveLoop() {
    Label next = b.newBlock();
    Label away = b.newBlock();
    int level = random.nextInt(loops.size());
    b.branch(condition(1), away, next);
    b.seal(away);
    b.place(away);
    if (random.nextBoolean()) {
      b.write(any(words), word(1));
    }
    b.jump(loops.get(level)[random.nextInt(2)]);
    b.seal(next);
    b.place(next);
  }

  private void loop(int depth, boolean bottom) {
    Variable counter = b.variable(Type.I32, "i" + counters.size());
    counters.add(counter);
    b.write(counter, b.iconst(0));
    int trips = 1 + random.nextInt(5);
    Label header = b.newBlock();
    Label body = b.newBlock();
    Label step = b.newBlock();
    Label exit = b.newBlock();
    b.jump(header);
    b.place(header);
    if (!bottom) {
      Value go = b.compare(CompareOp.LT, b.read(counter), b.iconst(trips));
      if (random.nextInt(3) == 0) {
        b.branch(b.unary(UnaryOp.NOT, go), exit, body);
      } else {
        b.branch(go, body, exit);
      }
      b.seal(body);
      b.place(body);
    }
    loops.add(new Label[] {step, exit});
    words.add(counter);
    statements(depth - 1);
    words.remove(counter);
    loops.removeLast();
    b.jump(step);
    b.seal(step);
    b.place(step);
    // What the body did to the counter cannot keep the loop from ending.
    Value counted = b.binary(BinaryOp.AND, b.read(counter), b.iconst(7));
    b.write(counter, b.binary(BinaryOp.ADD, counted, b.iconst(1)));
    if (bottom) {
      Value again = b.compare(CompareOp.LT, b.read(counter), b.iconst(trips));
      if (random.nextBoolean()) {
        b.branch(again, header, exit);
      } else {
        b.branch(b.unary(UnaryOp.NOT, again), exit, header);
      }
      b.seal(body);
    } else {
      b.jump(header);
    }
    b.seal(header);
    b.seal(exit);
    b.place(exit);
  }

  /** Calls the program and stores its results. */
  private static Function kernel() {
    List<Type> types = List.of(Type.I32, Type.I32, Type.I64);
    FunctionBuilder k =
        new FunctionBuilder(
            "T.main",
            Function.Kind.KERNEL,
            List.of(Type.PTR_GLOBAL, Type.I32, Type.I32, Type.I64),
            List.of());
    List<Value> results = k.call("T.f", types, List.of(k.param(1), k.param(2), k.param(3)));
    k.store(k.param(0), 0, results.get(0));
    k.store(k.param(0), 4, results.get(1));
    k.store(k.param(0), 8, results.get(2));
    k.ret();
    return k.build();
  }

  @Test
  void emittedCodeComputesWhatTheIrDoes() {
    long first = Long.getLong("seed", System.nanoTime());
    int ended = 0;
    Target target = Target.parse("sm_90");
    Function kernel = kernel();
    SimOptions options = SimOptions.of(target);
    try (SimMachine machine = SimMachine.open(options.withTranslation(SimTranslation.OFF));
        SimMachine translating = SimMachine.open(options.withTranslation(SimTranslation.ALL));
        Arena arena = Arena.ofConfined()) {
      SimDevice device = machine.devices().getFirst();
      SimDevice other = translating.devices().getFirst();
      long memory = device.allocate(16);
      long otherMemory = other.allocate(16);
      MemorySegment block = arena.allocate(24, 8);
      for (long seed = first; seed < first + PROGRAMS; seed++) {
        Function f = program(seed);
        String description = "seed " + seed + "\n" + IrPrinter.printWithoutSpans(f);
        assertThat(Verifier.verify(f)).as(description).isEmpty();
        Function rotated = LoopRotation.rotate(f);
        assertThat(Verifier.verify(rotated)).as("rotated, %s", description).isEmpty();
        EmitResult result =
            PtxEmitter.emit(
                new Module("T", List.of(), List.of(f, kernel)), target, new EmitOptions(false));
        assertThat(PtxReader.read("T", result.text())).as(description).isEqualTo(result.module());
        SimModule loaded = device.load(result.module());
        SimModule translated = other.load(result.module());
        for (int run = 0; run < 4; run++) {
          List<Long> arguments =
              List.of((long) random.nextInt(30) - 5, (long) random.nextInt(), random.nextLong());
          List<Long> expected;
          try {
            expected = IrMachine.run(f, arguments, FUEL);
          } catch (IllegalStateException e) {
            assertThat(e).hasMessage("the program does not end");
            continue;
          }
          ended++;
          block.set(ValueLayout.JAVA_LONG, 0, memory);
          block.set(ValueLayout.JAVA_INT, 8, arguments.get(0).intValue());
          block.set(ValueLayout.JAVA_INT, 12, arguments.get(1).intValue());
          block.set(ValueLayout.JAVA_LONG, 16, arguments.get(2));
          SimLaunch launch = device.launch(loaded.kernels().getFirst(), SimGrid.of(1, 1), block);
          assertThat(ended(launch)).as("%s ends\n%s", description, result.text()).isTrue();
          assertThat(launch.fault()).as("%s\n%s", description, result.text()).isEmpty();
          MemorySegment out = device.segment(memory, 16);
          List<Long> actual =
              List.of(
                  (long) out.get(ValueLayout.JAVA_INT, 0),
                  (long) out.get(ValueLayout.JAVA_INT, 4),
                  out.get(ValueLayout.JAVA_LONG, 8));
          assertThat(actual).as("%s\n%s", description, result.text()).isEqualTo(expected);
          block.set(ValueLayout.JAVA_LONG, 0, otherMemory);
          SimLaunch again = other.launch(translated.kernels().getFirst(), SimGrid.of(1, 1), block);
          assertThat(ended(again)).as("%s ends\n%s", description, result.text()).isTrue();
          assertThat(other.segment(otherMemory, 16).mismatch(out))
              .as("translated, %s\n%s", description, result.text())
              .isEqualTo(-1);
          assertThat(again.instructions())
              .as("translated, %s\n%s", description, result.text())
              .isEqualTo(launch.instructions());
        }
        loaded.unload();
        translated.unload();
      }
    }
    assertThat(ended).isGreaterThan(PROGRAMS);
  }

  private static boolean ended(SimLaunch launch) {
    try {
      return launch.await(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
