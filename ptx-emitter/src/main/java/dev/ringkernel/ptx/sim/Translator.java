package dev.ringkernel.ptx.sim;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import dev.ringkernel.ptx.sim.SimCode.Function;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Translates what is hot in a kernel to JVM code, in the background: the run does not depend on
 * when it is ready, since both ways execute the same and end turns at the same instructions.
 */
final class Translator {
  /** What was visited less than this part of the entry's visits is left out. */
  private static final int RARE = 64;

  /** Instructions of a stretch at most, where they make so much code. */
  private static final int WEIGHT = 512;

  /** Bytes of code that HotSpot's compilers still take (HugeMethodLimit). */
  private static final int MOST_BYTES = 7_900;

  private static final ClassDesc SUPER = Translation.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_int, StretchCode.LANE, CD_int);

  private static final ExecutorService BACKGROUND = background();

  private final SimTranslation what;

  /** Visits by the interpreter after which it tells. */
  final int least;

  private final Map<Function, Liveness> liveness = new HashMap<>();

  Translator(SimTranslation what) {
    this.what = what;
    this.least =
        switch (what) {
          case OFF -> Integer.MAX_VALUE;
          // Compiling a stretch takes HotSpot what interpreting it so often does.
          case HOT -> 20_000;
          case ALL -> 1;
        };
  }

  private static ExecutorService background() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "ringkernel-sim-translator");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /** Lets a head that was visited {@link #least} times be translated. */
  void visited(SimCode code, Head head) {
    if (head.failure != null) {
      throw new IllegalStateException(
          "translating from '" + code.text(head.pc) + "' on failed", head.failure);
    }
    if (head.asked || what == SimTranslation.OFF) {
      return;
    }
    head.asked = true;
    if (what == SimTranslation.ALL) {
      translate(code, head, Integer.MIN_VALUE);
      return;
    }
    int least = Math.max(1, head.visits / RARE);
    BACKGROUND.execute(
        () -> {
          try {
            translate(code, head, least);
          } catch (Throwable e) {
            head.failure = e;
          }
        });
  }

  /** Translates from the head on, with what was visited that often. */
  private synchronized void translate(SimCode code, Head head, int least) {
    if (head.translation != null) {
      return;
    }
    Function f = code.functionAt(head.pc);
    Liveness live = liveness.computeIfAbsent(f, g -> Liveness.of(code.ops(), code.blocks(), g));
    for (int weight = WEIGHT; weight > 0; weight /= 2) {
      Stretch stretch = Stretch.of(code.ops(), code.blocks(), head.pc, weight, least);
      List<Object> constants = new ArrayList<>();
      byte[] bytes = bytes(code, live, f, stretch, constants);
      if (size(bytes) <= MOST_BYTES || stretch.heads().size() == 1) {
        head.translation = define(bytes, constants);
        return;
      }
    }
  }

  private static byte[] bytes(
      SimCode code, Liveness live, Function f, Stretch stretch, List<Object> constants) {
    return ClassFile.of()
        .build(
            ClassDesc.of(Translation.class.getPackageName(), "Stretch" + stretch.entry()),
            b ->
                b.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC)
                    .withSuperclass(SUPER)
                    .withMethodBody(
                        INIT_NAME,
                        MTD_void,
                        0,
                        c -> c.aload(0).invokespecial(SUPER, INIT_NAME, MTD_void).return_())
                    .withMethodBody(
                        "run",
                        RUN,
                        0,
                        c ->
                            new StretchCode(c, code, live, f.registers, stretch, constants)
                                .write()));
  }

  private static int size(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(m -> m.findAttribute(Attributes.code()).stream())
        .mapToInt(CodeAttribute::codeLength)
        .max()
        .orElseThrow();
  }

  private static Translation define(byte[] bytes, List<Object> constants) {
    try {
      MethodHandles.Lookup made =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes, List.copyOf(constants), true);
      return (Translation)
          made.findConstructor(made.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("a translation that cannot be loaded", e);
    }
  }
}
