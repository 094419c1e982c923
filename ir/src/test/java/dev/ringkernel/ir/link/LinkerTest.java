package dev.ringkernel.ir.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ir.IrPrinter;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.interpreter.Interpreter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkerTest {
  private static final String PARAMS =
      "(%0: i64, %1: i64, %2: ptr.shared, %3: i32, %4: i32, %5: ptr.local, %6: i32) -> (i32)";

  /** Dispatches one message and stores the fault word at the context's address. */
  private static final Module RUNTIME =
      IrParser.parseModule(
          """
          module "runtime"
          source 0 "Worker.java"
          fn kernel "rk_main"(%0: i64, %1: i32, %2: i32, %3: i64) -> () {
          b0:
            %4: ptr.shared = alloca 64 align 8
            %5: ptr.local = alloca 64 align 8
            %6: i32 = const 8
            %7: i32 = call "rk.dispatch"(%0, %1, %2, %3, %4, %6, %6, %5, %6)
            %8: ptr.global = int_to_pointer %0
            store %8, %7
            return
          }
          fn device "rk.send"(%0: i64, %1: i64, %2: i32, %3: ptr.local, %4: i32, %5: i32) -> () {
          b0:
            %6: ptr.global = int_to_pointer %0
            store %6 + 8, %2
            return
          }
          fn device "rk.poll"(%0: i64) -> (i32) {
          b0:
            %1: i32 = const 5
            return %1
          }
          fn device "rk.now"(%0: i64) -> (i64) {
          b0:
            return %0
          }
          """);

  private static final Module COUNTER =
      IrParser.parseModule(
          """
          module "Counter"
          source 0 "Counter.java"
          file 0 "Counter.java"
          fn handler "Counter.add(Add)"PARAMS {
          b0:
            %7: i32 = symbol "type:Total"
            call "rk.send"(%0, %1, %7, %5, %6, %6)
            %8: i32 = const 0
            return %8
          }
          fn handler "Counter.crash(Crash)"PARAMS {
          b0:
            fault index !0:17:1+1
          }
          """
              .replace("PARAMS", PARAMS));

  private static final Module SPINNER =
      IrParser.parseModule(
          """
          module "Spinner"
          source 0 "Spinner.java"
          file 0 "Spinner.java"
          fn handler "Spinner.spin(Add)"PARAMS {
          b0:
            jump b1
          b1:
            jump b1 !0:9:1+1
          }
          """
              .replace("PARAMS", PARAMS));

  private static final LinkPlan PLAN =
      LinkPlan.of(
          List.of(
              new LinkPlan.Behaviour(
                  "Counter",
                  List.of(
                      new LinkPlan.Handler("Counter.add(Add)", "Add", List.of("Total")),
                      new LinkPlan.Handler("Counter.crash(Crash)", "Crash", List.of()))),
              new LinkPlan.Behaviour(
                  "Spinner",
                  List.of(new LinkPlan.Handler("Spinner.spin(Add)", "Add", List.of())))));

  private static final Module LINKED = Linker.link(RUNTIME, List.of(COUNTER, SPINNER), PLAN);

  /** The fault word, and the type sent, after one dispatch. */
  private static int[] dispatch(int behaviour, int type) {
    byte[] memory = new byte[512];
    Interpreter machine =
        new Interpreter(
            LINKED,
            memory,
            (name, operands) -> {
              throw new IllegalStateException("external " + name);
            });
    machine.run("rk_main", 0, behaviour, type, 64);
    java.nio.ByteBuffer words =
        java.nio.ByteBuffer.wrap(memory).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    return new int[] {words.getInt(0), words.getInt(8)};
  }

  @Test
  void wireIdsFollowFirstAppearance() {
    assertThat(PLAN.typeIds())
        .containsEntry("Add", 1)
        .containsEntry("Total", 2)
        .containsEntry("Crash", 3)
        .hasSize(3);
  }

  @Test
  void oneKernelWithoutCallsIsLeft() {
    assertThat(LINKED.functions()).extracting(Function::name).containsExactly("rk_main");
    for (Block b : LINKED.functions().getFirst().blocks()) {
      assertThat(b.body()).noneMatch(i -> i instanceof Instr.Call || i instanceof Instr.Symbol);
      assertThat(b.terminator()).isNotInstanceOf(Terminator.Fault.class);
    }
  }

  @Test
  void anSmHoldsOneBlockOfTheKernel() {
    assertThat(LINKED.functions().getFirst().attributes())
        .containsEntry(Function.Attribute.MIN_BLOCKS, "1");
  }

  @Test
  void dispatchIsTwoNestedSwitches() {
    List<Block> blocks = LINKED.functions().getFirst().blocks();
    assertThat(blocks.getFirst().terminator()).isInstanceOf(Terminator.Switch.class);
    assertThat(blocks).filteredOn(b -> b.terminator() instanceof Terminator.Switch).hasSize(3);
  }

  @Test
  void messagesReachTheirHandlers() {
    assertThat(dispatch(1, 1)).containsExactly(0, 2);
    assertThat(dispatch(1, 3)).containsExactly(FaultKind.INDEX.word(1, 17), 0);
    assertThat(dispatch(1, 2)).containsExactly(FaultKind.UNHANDLED.word(0, 0), 0);
    assertThat(dispatch(3, 1)).containsExactly(FaultKind.UNHANDLED.word(0, 0), 0);
  }

  @Test
  void anEndlessHandlerIsStoppedByItsPoll() {
    assertThat(dispatch(2, 1)).containsExactly(FaultKind.STOPPED.word(2, 9), 0);
    assertThat(LINKED.sources()).containsExactly("Worker.java", "Counter.java", "Spinner.java");
  }

  @Test
  void theSameInputsGiveTheSameText() {
    assertThat(IrPrinter.print(Linker.link(RUNTIME, List.of(COUNTER, SPINNER), PLAN)))
        .isEqualTo(IrPrinter.print(LINKED));
  }

  private static Module runtimeWithout(String text, String replacement) {
    return IrParser.parseModule(IrPrinter.print(RUNTIME).replace(text, replacement));
  }

  private static void refused(Module runtime, Module handlers, String message) {
    assertThatThrownBy(() -> Linker.link(runtime, List.of(handlers, SPINNER), PLAN))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    refused(
        runtimeWithout("rk.send", "rk.post"),
        COUNTER,
        "Counter.add(Add) calls rk.send (i64, i64, i32, ptr.local, i32, i32) -> (), which no module defines");
    refused(
        runtimeWithout("%3: ptr.local, %4: i32, %5: i32", "%3: ptr.global, %4: i32, %5: i32"),
        COUNTER,
        "as (i64, i64, i32, ptr.local, i32, i32) -> (), it is (i64, i64, i32, ptr.global, i32, i32) -> ()");
    refused(RUNTIME, SPINNER, "Spinner.spin(Add) is defined twice");
    refused(
        RUNTIME,
        new Module("none", List.of(), List.of()),
        "handler Counter.add(Add) of Counter is in no module");
    refused(runtimeWithout("rk_main", "rk_other"), COUNTER, "the runtime has no kernel rk_main");
    refused(
        RUNTIME,
        IrParser.parseModule(IrPrinter.print(COUNTER).replace("type:Total", "type:Other")),
        "Counter.add(Add) needs symbol type:Other");
    refused(
        RUNTIME,
        IrParser.parseModule(
            IrPrinter.print(COUNTER)
                .replace("%6: i32) -> (i32)", "%6: i32) -> (i32) [\"faultsLowered\": \"true\"]")),
        "the faults of Counter.add(Add) are lowered already");
    refused(
        RUNTIME,
        IrParser.parseModule(
            """
            module "Counter"
            fn handler "Counter.add(Add)"(%0: i64) -> (i32) { b0: %1: i32 = const 0 return %1 }
            """),
        "handler Counter.add(Add) is (i64) -> (i32), must be (i64, i64, ptr.shared, i32, i32, ptr.local, i32) -> (i32)");
  }
}
