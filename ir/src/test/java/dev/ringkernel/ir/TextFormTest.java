package dev.ringkernel.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormTest {
  private static final String LOOP =
      """
      file 0 "a/Sum.java"
      file 1 "a/Use.java"
      fn device "a.Sum.of(int)"(%0: i32) -> (i32) ["threads": "1"] {
      b0:
        %1: i32 = const 0                                         !0:3:14+5
        jump b1(%1, %1)
      b1(%2: i32, %3: i32):
        %4: i1 = lt %2, %0                                        !0:4:20+5@1:7:3+8
        branch %4, b2, b3 likely true
      b2:
        %5: i32 = add %3, %2
        %6: i32 = const 1
        %7: i32 = add %2, %6
        jump b1(%7, %5)
      b3:
        return %3
      }
      """;

  /** Every shape, with each kind of constant, edge and effect. */
  private static Function everything() {
    FunctionBuilder b =
        new FunctionBuilder(
            "every \"thing\"\n\\",
            Function.Kind.DEVICE,
            List.of(Type.PTR_GLOBAL, Type.I32, Type.I1),
            List.of(Type.I32, Type.F64));
    Span outer = new Span("x/Y.java", 7, 2, 9);
    b.attribute("bounds", "true").attribute("threads", "128");
    b.at(new Span("x/Z.java", 1, 1, 4).inlinedAt(new Span("x/W.java", 2, 2, 2)).inlinedAt(outer));
    Value p = b.param(0);
    Value n = b.param(1);
    b.lconst(Long.MIN_VALUE);
    b.fconst(Float.NaN);
    b.fconst(-0f);
    b.fconst(1e-30f);
    b.dconst(Double.NEGATIVE_INFINITY);
    b.constant(Type.F64, 0x7ff8000000000001L);
    b.constant(Type.F16, 0x3c00);
    b.constant(Type.I8, 200);
    b.constant(Type.PTR_GLOBAL, -1);
    b.at(outer);
    Value d = b.dconst(1.5);
    Value sym = b.symbol(Type.I32, "type:a.B$C");
    Value x = b.binary(BinaryOp.UMULHI, b.unary(UnaryOp.NOT, n), sym);
    Value f = b.convert(ConvertOp.SIGNED_TO_FLOAT, x, Type.F64);
    Value g = b.ternary(TernaryOp.FMA, f, d, b.unary(UnaryOp.TRUNC_FLOAT, f));
    Value q = b.ptrAdd(b.ptrAdd(p, n, 8, 0), n, 4, -16);
    b.store(q, 0, g);
    b.store(q, -8, b.load(Type.F64, q, 8));
    b.at(Span.NONE);
    Value local = b.alloca(Space.LOCAL, 64, 8);
    b.intrinsic(List.of(), "membar.gl", List.of(), Effects.ANY);
    b.intrinsic(List.of(Type.I32), "popc.b32 d, a", List.of(x), Effects.PURE);
    Effects effects =
        new Effects(true, false, false, true, Effects.Order.ACQUIRE, Effects.Scope.SYS);
    List<Value> two =
        b.intrinsic(List.of(Type.I64, Type.I64), "ld.v2 {d, e}, [a]", List.of(q), effects);
    b.call("rk.send", List.of(), List.of(two.get(1), local));
    Value s = b.select(b.compare(CompareOp.UGE, n, x), n, x);
    Label one = b.newBlock();
    Label rest = b.newBlock();
    Label end = b.newBlock();
    Variable v = b.variable(Type.I32, "v");
    b.write(v, s);
    Map<Long, Label> cases = new LinkedHashMap<>();
    cases.put(-1L, one);
    cases.put(5L, end);
    b.switchOn(n, cases, rest);
    b.seal(one);
    b.place(one);
    b.fault(FaultKind.INDEX);
    b.seal(rest);
    b.place(rest);
    b.write(v, x);
    Label dead = b.newBlock();
    b.branch(b.param(2), end, dead, Terminator.Likely.TRUE);
    b.seal(dead);
    b.place(dead);
    b.unreachable();
    b.seal(end);
    b.place(end);
    b.ret(b.read(v), g);
    return b.build();
  }

  @Test
  void textSurvivesParsingAndPrinting() {
    assertThat(IrPrinter.print(IrParser.parseFunction(LOOP))).isEqualTo(LOOP);
  }

  @Test
  void everyShapeSurvivesPrintingAndParsing() {
    Function f = everything();
    String text = IrPrinter.print(f);
    assertThat(IrParser.parseFunction(text)).isEqualTo(f);
    assertThat(IrPrinter.print(IrParser.parseFunction(text))).isEqualTo(text);
  }

  @Test
  void modulesSurviveToo() {
    Module m =
        new Module(
            "a.B",
            List.of("a/B.java", "a/C.java"),
            List.of(everything(), IrParser.parseFunction(LOOP)));
    assertThat(IrParser.parseModule(IrPrinter.print(m))).isEqualTo(m);
  }

  @Test
  void numbersFollowThePrintedOrder() {
    String shuffled =
        """
        fn device "f"(%9: i32) -> (i32) {
        b7:
          jump b2(%9) // a comment
        b2(%1: i32):
          return %1
        }
        """;
    assertThat(IrPrinter.print(Numbering.canonical(IrParser.parseFunction(shuffled))))
        .isEqualTo(
            """
            fn device "f"(%0: i32) -> (i32) {
            b0:
              jump b1(%0)
            b1(%1: i32):
              return %1
            }
            """);
  }

  @Test
  void brokenFunctionsPrint() {
    Value ghost = new Value(17, Type.I32);
    Block block =
        new Block(
            0,
            List.of(),
            List.of(),
            new Terminator.Jump(new Terminator.Edge(4, List.of(ghost)), Span.NONE));
    Function f = new Function("f", Function.Kind.DEVICE, List.of(), List.of(block), Map.of());
    assertThat(IrPrinter.print(f)).contains("jump b?4(%?17)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fn device "f"() -> (i32) {\\nb0:\\n  return %1\\n}              | 3:10: %1 is not defined
          fn device "f"() -> () {\\nb0:\\n  %1: i33 = const 1\\n}        | 3:7: expected a type, found i33
          fn device "f"() -> () {\\nb0:\\n  %1: i32 = konst 1\\n}        | 3:13: unknown instruction konst
          fn device "f"() -> () {\\nb0:\\n  %1: i8 = const 200\\n}       | 3:18: 200 is not a constant of type i8
          fn device "f"() -> () {\\nb0:\\n  return ?\\n}                 | 3:10: unexpected character '?'
          fn device "f"() -> () {\\nb0:\\n  return !0:1:1+1\\n}          | 3:11: file 0 is not in the file table
          fn device "f"() -> () {\\nb0:\\n  fault tired\\n}              | 3:9: expected one of thrown
          fn device "f"(%0: i32, %0: i32) -> () {\\nb0:\\n  return\\n}   | 1:24: %0 is defined twice
          fn device "f() -> () {                                         | 1:11: string without an end
          fn device "f\\q"() -> () {                                      | 1:11: unknown escape
          fn device "f"() -> () {\\nb0:\\n  jump bx\\n}                   | 3:8: expected a block, found bx
          fn device "f"() -> () {\\n}                                    | 1:11: function f has no blocks
          fn device "f"() -> () {\\nb0:                                  | 2:4: expected an instruction, found end of text
          """)
  void mistakesAreReportedWithTheirPlace(String text, String message) {
    assertThatThrownBy(() -> IrParser.parseFunction(text.replace("\\n", "\n")))
        .isInstanceOf(IrParseException.class)
        .hasMessageStartingWith(message);
  }
}
