package dev.ringkernel.ptx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxLine.Call;
import dev.ringkernel.ptx.text.PtxLine.Instr;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import java.util.List;
import org.junit.jupiter.api.Test;

class PtxReaderTest {
  private static final String HEADER = ".version 8.6\n.target sm_90\n.address_size 64\n";

  private static PtxModule read(String text) {
    PtxModule module = PtxReader.read("t.ptx", HEADER + text);
    String printed = PtxPrinter.print(module);
    assertThat(PtxReader.read("again.ptx", printed)).as(printed).isEqualTo(module);
    return module;
  }

  private static List<String> body(String statements) {
    return read(
            """
            .global .align 8 .b8 g[16];
            .extern .shared .align 16 .b8 dyn[];
            .func (.param .b32 r) callee(.param .b32 a, .param .b64 b) { ret; }
            .entry k(.param .u64 p) {
              .reg .pred %p<4>;
              .reg .b16 %rs<4>;
              .reg .b32 %r<8>;
              .reg .b64 %rd<4>;
              .reg .f32 %f<4>;
            """
                + statements
                + "\n}\n")
        .function("k")
        .orElseThrow()
        .body()
        .stream()
        .map(PtxLine::text)
        .toList();
  }

  private static List<PtxDiagnostic> wrong(String text) {
    PtxSyntaxException e =
        catchThrowableOfType(PtxSyntaxException.class, () -> PtxReader.read("t.ptx", text));
    assertThat(e).as(text).isNotNull();
    return e.diagnostics();
  }

  private static String first(String statements) {
    String text = HEADER + ".entry k(.param .u64 p) {\n.reg .b32 a, b;\n" + statements + "\n}\n";
    PtxDiagnostic d = wrong(text).getFirst();
    return (d.line() - 5) + ":" + d.column() + ": " + d.message();
  }

  @Test
  void refusesANameOfTheModuleAfterAFunctionsOwn() {
    PtxDiagnostic d =
        wrong(HEADER + ".entry k() {\n.shared .u32 s;\nret;\n}\n.shared .u32 s;\n").getFirst();
    assertThat(d.message())
        .isEqualTo("'s' is the name of a function's variable above; declare it before that");
  }

  @Test
  void readsVariablesOfTheModule() {
    PtxModule module =
        read(
            """
            .visible .const .align 4 .f32 c[3] = {1.5, 0f3F800000, -2.0};
            .global .u32 m[2][3] = {{1, 2}, {3}}, one = 0x10;
            .weak .global .v4 .f32 v;
            .global .attribute(.managed) .align 16 .b8 big[1000000000000];
            .extern .shared .align 16 .b8 dyn[];
            .func f() { ret; }
            .global .u64 p[4] = {m, generic(m)+8, f, WARP_SZ};
            .global .u8 bytes[3] = {0xFF(m), 0xFF00(generic(m)+4), 1+2*3};
            .global .s64 last = -1;
            """);
    PtxVariable c = module.variable("c").orElseThrow();
    assertThat(c.space()).isEqualTo(Space.CONST);
    assertThat(c.linkage()).isEqualTo(PtxLinkage.VISIBLE);
    assertThat(c.init())
        .extracting(i -> ((PtxInit.Number) i).bits())
        .containsExactly(0x3FC00000L, 0x3F800000L, 0xC0000000L);
    PtxVariable m = module.variable("m").orElseThrow();
    assertThat(m.elements()).isEqualTo(6);
    assertThat(m.init())
        .extracting(i -> ((PtxInit.Number) i).bits())
        .containsExactly(1L, 2L, 0L, 3L);
    assertThat(module.variable("one").orElseThrow().align()).isEqualTo(4);
    PtxVariable v = module.variable("v").orElseThrow();
    assertThat(v.align()).isEqualTo(16);
    assertThat(v.bytes()).isEqualTo(16);
    assertThat(v.linkage()).isEqualTo(PtxLinkage.WEAK);
    assertThat(module.variable("big").orElseThrow().managed()).isTrue();
    assertThat(module.variable("big").orElseThrow().bytes()).isEqualTo(1_000_000_000_000L);
    assertThat(module.variable("dyn").orElseThrow().isDynamicShared()).isTrue();
    assertThat(module.variable("p").orElseThrow().init())
        .containsExactly(
            new PtxInit.Address("m", 0, false, 0),
            new PtxInit.Address("m", 8, true, 0),
            new PtxInit.Address("f", 0, false, 0),
            new PtxInit.Number(32, "32"));
    PtxInit.Address second = (PtxInit.Address) module.variable("bytes").orElseThrow().init().get(1);
    assertThat(second).isEqualTo(new PtxInit.Address("m", 4, true, 0xff00));
    assertThat(second.element(0x1234L)).isEqualTo(0x12);
    assertThat(module.variable("last").orElseThrow().init())
        .containsExactly(new PtxInit.Number(-1, "-1"));
  }

  @Test
  void readsDirectivesAndLinkage() {
    PtxModule module =
        read(
            """
            .extern .func (.param .b32 r) vprintf(.param .b64 a, .param .b64 b);
            .visible .func other() .noreturn;
            .weak .func other2() { exit; }
            .visible .func other() .noreturn { exit; }
            .func alias();
            .alias alias, other2;
            .visible .entry k(.param .u64 .ptr .global .align 8 p, .param .align 8 .b8 s[24],
                .param .u64 .ptr .align 1 q)
              .reqntid 128, 2
              .minnctapersm 2 .maxnreg 64 .reqnctapercluster 2, 1, 1 .explicitcluster
              .pragma "nounroll";
            { ret; }
            """);
    PtxFunction k = module.function("k").orElseThrow();
    assertThat(k.kind()).isEqualTo(PtxFunction.Kind.ENTRY);
    assertThat(k.directive(PtxDirective.Kind.REQNTID).orElseThrow().product()).isEqualTo(256);
    assertThat(k.directive(PtxDirective.Kind.EXPLICITCLUSTER)).isPresent();
    assertThat(k.params())
        .containsExactly(
            new PtxParam("p", ".u64", 0, 0, new PtxParam.Pointer(Space.GLOBAL, 8)),
            PtxParam.bytes("s", 8, 24),
            new PtxParam("q", ".u64", 0, 0, new PtxParam.Pointer(Space.GENERIC, 1)));
    assertThat(module.function("vprintf").orElseThrow().isDeclaration()).isTrue();
    assertThat(module.function("other").orElseThrow().directive(PtxDirective.Kind.NORETURN))
        .isPresent();
    assertThat(module.aliases()).containsExactly(new PtxAlias("alias", "other2"));
    assertThat(module.functions())
        .extracting(PtxFunction::name)
        .containsExactly("vprintf", "alias", "other2", "other", "k");
  }

  @Test
  void numbersRegistersByClassWhateverTheirNamesAndScopes() {
    PtxFunction k =
        read("""
                .entry k() {
                  .reg .b64 %SP;
                  .reg .s32 x, y<3>;
                  .reg .f16 h;
                  .reg .v2 .f32 v;
                  { .reg .u32 x; mov.u32 x, 1; }
                  mov.u32 x, y2;
                  mov.b32 v.y, 0f3F800000;
                  mov.b64 %SP, v;
                  mov.b16 h, 7;
                }
                """)
            .function("k")
            .orElseThrow();
    assertThat(k.registers())
        .containsEntry(RegClass.B32, 5)
        .containsEntry(RegClass.F32, 2)
        .containsEntry(RegClass.B16, 1);
    assertThat(k.body().stream().map(PtxLine::text))
        .containsExactly(
            "{",
            "mov.u32 %r4, 1;",
            "}",
            "mov.u32 %r0, %r3;",
            "mov.b32 %f1, 0f3F800000;",
            "mov.b64 %rd0, {%f0, %f1};",
            "mov.b16 %rs0, 7;",
            "ret;");
  }

  @Test
  void tellsLabelsAndStorageOfOneNameApart() {
    PtxFunction k =
        read("""
                .global .u32 x;
                .entry k() {
                  .reg .u64 a;
                  .reg .u32 i;
                  { .shared .u32 x; L: mov.u64 a, x; bra L; }
                  { .shared .u32 x; L: mov.u64 a, x+4; bra L; }
                  T: .branchtargets L, M;
                  brx.idx i, T;
                  L: bra M;
                  M: mov.u64 a, x;
                }
                """)
            .function("k")
            .orElseThrow();
    assertThat(k.variables()).extracting(PtxVariable::name).containsExactly("x$1", "x$2");
    assertThat(k.body().stream().map(PtxLine::text))
        .containsExactly(
            "{",
            "L:",
            "mov.u64 %rd0, x$1;",
            "bra L;",
            "}",
            "{",
            "L$1:",
            "mov.u64 %rd0, x$2+4;",
            "bra L$1;",
            "}",
            "T: .branchtargets L$2, M;",
            "brx.idx %r0, T;",
            "L$2:",
            "bra M;",
            "M:",
            "mov.u64 %rd0, x;",
            "ret;");
  }

  @Test
  void readsOperandsOfAllShapes() {
    assertThat(
            body(
                """
                mov .u32 %r1, %tid.x;
                @!%p1 add.s32%r1,%r2,-5; // a comment
                add.s32 %r1, %r1, (1 << 4) | 0x0fU; /* another
                one */
                ld.global.v4.u32 {%r1, _, %r2, _}, [%rd1+-4];
                st.global.v2.b32 [g+8], {%r1, 0};
                setp.lt.and.s32 %p1|%p2, %r1, WARP_SZ, !%p3;
                setp.eq.u32 _|%p2, %r1, 0b11;
                shfl.sync.idx.b32 %r1|%p1, %r2, 0, 31, -1;
                atom.global.add.u32 _, [%rd1], 1;
                mov.u32 %r1, dyn;
                mov.u64 %rd1, g+8;
                cvta.global.u64 %rd1, g;
                mov.b64 {%r1, _}, %rd2;
                ld.global.u8 %r1, [%rd1];
                cvt.u16.u32 %r3, %r4;
                ld.global.f32 %r1, [%rd1 + 4 + 4];
                ld.local.b32 %r1, [16];
                prmt.b32 %r1, %r2, 0, 0x0123;
                bar.sync 0;
                mov.pred %p1, !0;
                """))
        .containsExactly(
            "mov.u32 %r1, %tid.x;",
            "@!%p1 add.s32 %r1, %r2, -5;",
            "add.s32 %r1, %r1, 31;",
            "ld.global.v4.u32 {%r1, _, %r2, _}, [%rd1+-4];",
            "st.global.v2.b32 [g+8], {%r1, 0};",
            "setp.lt.and.s32 %p1|%p2, %r1, 32, !%p3;",
            "setp.eq.u32 _|%p2, %r1, 0b11;",
            "shfl.sync.idx.b32 %r1|%p1, %r2, 0, 31, -1;",
            "atom.global.add.u32 _, [%rd1], 1;",
            "mov.u32 %r1, dyn;",
            "mov.u64 %rd1, g+8;",
            "cvta.global.u64 %rd1, g;",
            "mov.b64 {%r1, _}, %rd2;",
            "ld.global.u8 %r1, [%rd1];",
            "cvt.u16.u32 %r3, %r4;",
            "ld.global.f32 %r1, [%rd1+8];",
            "ld.local.b32 %r1, [16];",
            "prmt.b32 %r1, %r2, 0, 0x0123;",
            "bar.sync 0;",
            "mov.pred %p1, 1;",
            "ret;");
  }

  @Test
  void givesCallsSlots() {
    assertThat(
            body(
                """
                { .param .b32 a0; .param .b64 a1, r0;
                  st.param.b32 [a0], %r1;
                  call.uni (r0), callee, (a0, a1); }
                @%p1 call (%r3), callee, (%r1, 7);
                proto : .callprototype (.param .b32 _) _ (.param .b32 _, .param .b64 _) .noreturn;
                call (%r3), %rd1, (%r1, %rd2), proto;
                """))
        .containsExactly(
            "{",
            ".param .b32 a0;",
            ".param .b64 a1;",
            ".param .b64 r0;",
            "st.param.b32 [a0], %r1;",
            "call.uni (r0), callee, (a0, a1);",
            "}",
            "{",
            ".param .b32 $in0;",
            "@%p1 st.param.b32 [$in0], %r1;",
            ".param .b64 $in1;",
            "@%p1 st.param.b64 [$in1], 7;",
            ".param .b32 $out;",
            "@%p1 call ($out), callee, ($in0, $in1);",
            "@%p1 ld.param.b32 %r3, [$out];",
            "}",
            "proto: .callprototype (.param .b32 _) _ (.param .b32 _, .param .b64 _) .noreturn;",
            "{",
            ".param .b32 $in0;",
            "st.param.b32 [$in0], %r1;",
            ".param .b64 $in1;",
            "st.param.b64 [$in1], %rd2;",
            ".param .b32 $out;",
            "call ($out), %rd1, ($in0, $in1), proto;",
            "ld.param.b32 %r3, [$out];",
            "}",
            "ret;");
  }

  @Test
  void givesFunctionsWithRegistersSlots() {
    PtxModule module =
        read(
            """
            .func (.reg .b32 r) f(.reg .b32 a, .reg .f64 b) {
              .reg .pred p;
              add.s32 r, a, 1;
              setp.eq.s32 p, a, 0;
              @p ret;
              ret.uni;
            }
            """);
    assertThat(PtxPrinter.print(module))
        .endsWith(
            """
            .func (.param .b32 r$0) f(
            	.param .b32 a$0,
            	.param .f64 b$1
            )
            {
            	.reg .pred %p<1>;
            	.reg .b32 %r<2>;
            	.reg .f64 %fd<1>;
            	ld.param.b32 %r1, [a$0];
            	ld.param.f64 %fd0, [b$1];
            	add.s32 %r0, %r1, 1;
            	setp.eq.s32 %p0, %r1, 0;
            	@%p0 st.param.b32 [r$0], %r0;
            	@%p0 ret;
            	st.param.b32 [r$0], %r0;
            	ret.uni;
            }

            """);
  }

  @Test
  void evaluatesLiterals() {
    assertThat(new Imm("-5").bits(PtxType.S16)).isEqualTo(0xfffb);
    assertThat(new Imm("0f3F800000").bits(PtxType.F32)).isEqualTo(0x3F800000L);
    assertThat(new Imm("0f3F800000").bits(PtxType.F64)).isEqualTo(0x3FF0000000000000L);
    assertThat(new Imm("0f3F800000").bits(PtxType.B32)).isEqualTo(0x3F800000L);
    assertThat(new Imm("0dBFF0000000000000").bits(PtxType.F32)).isEqualTo(0xBF800000L);
    assertThat(new Imm("-1.5").bits(PtxType.F64)).isEqualTo(Double.doubleToRawLongBits(-1.5));
    assertThat(new Imm("1e3").bits(PtxType.F32)).isEqualTo(Float.floatToRawIntBits(1000));
    assertThat(new Imm("0xFFFFFFFFFFFFFFFF").bits(PtxType.U64)).isEqualTo(-1);
    assertThat(new Imm("0b101").bits(PtxType.U8)).isEqualTo(5);
    assertThat(new Imm("017").bits(PtxType.U32)).isEqualTo(15);
    assertThat(new Imm("70000").bits(PtxType.U16)).isEqualTo(70000 & 0xffff);
  }

  @Test
  void takesPlacesFromTheTextOrItsLines() {
    PtxFunction k =
        read("""
                .entry k() {
                  .reg .b32 a;
                  mov.b32 a, 1;
                  .loc 1 10 3
                  mov.b32 a, 2;
                  .loc 2 20 5, function_name $L_s, inlined_at 1 10 3
                  mov.b32 a, 3;
                  .loc 1 0 0
                  mov.b32 a, 4;
                }
                .file 1 "A.java"
                .file 2 "lib/B.java", 123, 456
                .section .debug_str { $L_s: .b8 65,0 }
                """)
            .function("k")
            .orElseThrow();
    Span site = new Span("A.java", 10, 3, 1);
    Span inner = new Span("lib/B.java", 20, 5, 1, site);
    assertThat(k.body())
        .extracting(l -> ((Instr) l).span())
        .containsExactly(new Span("t.ptx", 6, 3, 7), site, inner, inner, inner);
    assertThat(k.body()).extracting(l -> ((Instr) l).line()).containsExactly(6, 8, 10, 12, 13);
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    assertThat(first("add.u33 a, a, b;"))
        .isEqualTo(
            "1:1: 'add.u33' with these operands is no instruction of the PTX table; nearest is"
                + " 'add.type d, a, b': it takes no .u33");
    assertThat(first("  addd.u32 a, a, b;"))
        .isEqualTo("1:3: the PTX table has no instruction 'addd'; nearest is 'add'");
    assertThat(first("add.u32 a, c, b;")).isEqualTo("1:12: 'c' is not declared");
    assertThat(first("add.u32 a, %x, b;"))
        .isEqualTo("1:12: '%x' is no declared register and no special one");
    assertThat(first("add.f64 a, a, b;")).contains("its operand d (f64) cannot be a .b32 register");
    assertThat(first("add.u32 a, a, 1.5;"))
        .contains("its operand b (u32) cannot be the literal 1.5");
    assertThat(first("add.u32 a, a;")).contains("it takes 3 operands, not 2");
    assertThat(first("add.u32 _, a, b;")).contains("this result cannot be left out");
    assertThat(first("add.u32 a, %tid.x, b;")).contains("a special register is read by mov alone");
    assertThat(first("ld.global.u32 a, b;")).contains("an address in brackets is wanted");
    assertThat(first("mov.u32 a, 12xyz;")).startsWith("1:12: '12xyz' is no number");
    assertThat(first("mov.u32 a, 0x1FFFFFFFFFFFFFFFF;")).contains("more than 64 bits");
    assertThat(first("mov.u32 a, 1/0;")).contains("divided by zero");
    assertThat(first("bra X;")).isEqualTo("1:5: no label 'X' is visible here");
    assertThat(first("{ X: } bra X;")).isEqualTo("1:12: no label 'X' is visible here");
    assertThat(first("X:\nX:")).isEqualTo("2:1: the label 'X' stands twice in this scope");
    assertThat(first("T: .branchtargets T; brx.idx a, T;"))
        .isEqualTo("1:19: 'T' is a list of .branchtargets, not a label");
    assertThat(first("call f;")).contains("no function 'f' is declared before this call");
    assertThat(first("@a bra X;")).contains("'a' is no declared predicate register");
    assertThat(first("mov.u32 a, 1")).startsWith("2:1: ';' expected, not '}'");
    assertThat(first(".reg .b32 a;")).startsWith("1:11: 'a' is declared twice");
    assertThat(first(".reg .q32 q;")).contains("'.q32' is no type");
    assertThat(first(".frob 1;")).contains("'.frob' is no directive of a body");
    assertThat(first(".shared .u32 s = 1;")).contains("cannot have an initial value");
    assertThat(first("\"x\";")).contains("an instruction or directive expected, not '\"'");
    assertThat(first("€;")).contains("the character U+20AC");
    assertThat(first("/* no end")).startsWith("1:1: the comment has no end");
  }

  @Test
  void saysWhatIsWrongWithModules() {
    assertThat(wrong("").getFirst())
        .hasToString("t.ptx:1:1: a PTX text begins with .version, not the end of the text");
    assertThat(wrong(".version 9.0\n.target sm_xx").getFirst().message())
        .startsWith("'sm_xx' is not a GPU target");
    assertThat(wrong(HEADER + ".reg .b32 x;").getFirst().message())
        .startsWith("'.reg' is no directive of a module");
    assertThat(wrong(HEADER + ".func f();").getFirst().message())
        .startsWith("'f' is declared and not defined");
    assertThat(wrong(HEADER + ".func f() {ret;} .func f() {ret;}").getFirst().message())
        .isEqualTo("'f' is defined twice");
    assertThat(wrong(HEADER + ".func f(.param .b32 a); .func f() {ret;}").getFirst().message())
        .contains("with other parameters");
    assertThat(wrong(HEADER + ".entry k() { ret;").getFirst().message())
        .isEqualTo("the function has no closing brace");
    assertThat(wrong(HEADER + ".global .u32 x[2] = {1,2,3};").getFirst().message())
        .isEqualTo("more than 2 initial values");
    assertThat(wrong(HEADER + ".global .u64 x = y;").getFirst().message())
        .contains("'y' is no variable in .global or .const memory");
    assertThat(wrong(HEADER + ".address_size 32").getFirst().message())
        .isEqualTo("addresses have 64 bits here, not 32");
  }

  @Test
  void collectsFaultsAndShowsTheirLines() {
    String text =
        HEADER
            + """
            .global .u32 x = ;
            .entry k() {
            \t.reg .b32 a;
            \tmov.u32 a, b;
            \tfrob;
            \tmov.u32 a, 1;
            }
            .entry k2() {
              bra L;
            }
            """;
    List<PtxDiagnostic> all = wrong(text);
    assertThat(all)
        .extracting(PtxDiagnostic::toString)
        .containsExactly(
            "t.ptx:4:18: a number expected, not ';'",
            "t.ptx:7:13: 'b' is not declared",
            "t.ptx:8:2: the PTX table has no instruction 'frob'",
            "t.ptx:12:7: no label 'L' is visible here");
    assertThat(all.get(1).text())
        .isEqualTo(
            """
            t.ptx:7:13: 'b' is not declared
               mov.u32 a, b;
                          ^\
            """);
    StringBuilder many = new StringBuilder(HEADER).append(".entry k() {\n");
    many.append("frob;\n".repeat(1000)).append("}\n");
    assertThat(wrong(many.toString())).hasSize(20);
  }

  @Test
  void endsBodiesThatControlRunsOutOf() {
    PtxFunction f = read(".func f { }").function("f").orElseThrow();
    assertThat(f.body()).extracting(PtxLine::text).containsExactly("ret;");
    assertThat(f.isDeclaration()).isFalse();
    f =
        read(".func (.reg .b32 r) f { .reg .pred p; { bra E; } @p exit; E: }")
            .function("f")
            .orElseThrow();
    assertThat(f.body().stream().map(PtxLine::text).skip(3))
        .containsExactly("@%p0 exit;", "E:", "st.param.b32 [r$0], %r0;", "ret;");
  }

  @Test
  void equalityIsOfLinesNotPlaces() {
    PtxModule one = read(".func f {\n ret; }");
    assertThat(one).isEqualTo(read("\n\n.func f { ret; }"));
    assertThat(one).isNotEqualTo(read(".func f { exit; }"));
    assertThat(
            read(".func g(.param .b32 a) {ret;} .func f { .param .b32 a; call g, (a); ret; }")
                .function("f")
                .orElseThrow()
                .body()
                .stream()
                .filter(Call.class::isInstance)
                .map(l -> ((Call) l).callee().text()))
        .containsExactly("g");
  }
}
