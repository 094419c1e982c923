package dev.ringkernel.ptx.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ptx.pack.WireLayout.Component.Leaf;
import dev.ringkernel.ptx.pack.WireLayout.Component.Nested;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {
  static Manifest manifest() {
    Layout add =
        WireLayout.of("a.Add", List.of(new Leaf("b", "boolean", 0), new Leaf("amount", "long", 0)));
    Layout total = WireLayout.of("a.Total", List.of(new Leaf("value", "int", 3)));
    Layout state = WireLayout.of("a.Counter", List.of(new Leaf("total", "long", 0)));
    return new Manifest(
        "a.Counter",
        "counter \"ü\"\n",
        "0.1.0",
        "abi",
        "runtime",
        "ir",
        70,
        List.of(new TargetEntry("sm_80", "7.0", "d1"), new TargetEntry("sm_90", "7.8", "d2")),
        state,
        List.of(MessageEntry.of(add), MessageEntry.of(total)),
        List.of(
            new HandlerEntry(
                "add", "a.Add", "a.Total", List.of(), "a.Counter.add", 1, 0, false, false),
            new HandlerEntry(
                "get", "a.Total", null, List.of("a.Add"), "a.Counter.get", 128, 64, true, true)),
        List.of(
            new KernelEntry(
                "saxpy",
                "a.Counter.saxpy",
                List.of(
                    new KernelEntry.Parameter("a", "float", false),
                    new KernelEntry.Parameter("x", "float", true)),
                List.of(new KernelEntry.SharedArray("tile", "float", 256)),
                0)),
        List.of("a/Counter.java"),
        List.of(new ClassEntry("a.Counter", "c1")));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    String text = ManifestJson.write(manifest());
    assertThat(ManifestJson.read("m", text)).isEqualTo(manifest());
    assertThat(text).isEqualTo(ManifestJson.write(manifest())).isASCII();
    assertThat(text).startsWith("{\n  \"kind\": \"ringkernel-package\",\n  \"format\": 1,\n");
  }

  @Test
  void theRuntimeManifestIsReadBackAndItsAbiIgnoresCode() {
    RuntimeManifest one =
        new RuntimeManifest(
            "0.1",
            "d",
            List.of(new RuntimeManifest.Export("rk.self", "(i64) -> (i64)")),
            List.of(new RuntimeManifest.Constant("ControlBlock.SIZE", 256)),
            List.of("A.java"),
            List.of(new ClassEntry("A", "x")));
    assertThat(ManifestJson.readRuntime("m", ManifestJson.write(one))).isEqualTo(one);
    RuntimeManifest otherCode =
        new RuntimeManifest(
            "0.2",
            "e",
            one.exports(),
            one.constants(),
            List.of(),
            List.of(new ClassEntry("A", "y")));
    RuntimeManifest otherLayout =
        new RuntimeManifest(
            "0.1",
            "d",
            one.exports(),
            List.of(new RuntimeManifest.Constant("ControlBlock.SIZE", 512)),
            one.sources(),
            one.classes());
    assertThat(otherCode.abi()).isEqualTo(one.abi());
    assertThat(otherLayout.abi()).isNotEqualTo(one.abi());
  }

  @Test
  void eachDamageIsNamed() {
    String text = ManifestJson.write(manifest());
    refused(text.substring(0, text.length() / 2), "is not JSON at line ");
    refused("not json", "is not JSON");
    refused("[]", "is not a JSON object");
    refused("{}", "field 'kind' is missing");
    refused(text + "x", "is not JSON");
    refused(text.replace("ringkernel-package", "other"), "'other' where 'ringkernel-package'");
    refused(text.replace("\"format\": 1", "\"format\": 2"), "has format 2, and this version");
    refused(text.replace("\"id\"", "\"idd\""), "field 'id' is missing");
    refused(text.replace("\"threads\": 128", "\"threads\": true"), "'handlers[1].threads' is true");
    refused(text.replace("\"threads\": 128", "\"threads\": 99999999999"), "is not an int");
    refused(
        text.replace("\"threads\": 128", "\"threads\": 128, \"more\": 1"),
        "'handlers[1].more' is not known");
    refused(
        text.replace("\"type\": \"boolean\"", "\"type\": \"bool\""),
        "no wire type is called 'bool'");
    refused(
        text.replace("\"name\": \"b\"", "\"name\": \"c\""),
        "is not the digest of the layout of a.Add");
    refused(text.replace("\"message\": \"a.Add\"", "\"message\": \"a.Sub\""), "a.Sub in add");
    refused(text.replace("\"offset\": 8", "\"offset\": 16"), "past the size 16");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> ManifestJson.read("META-INF/x/manifest.json", text))
        .isInstanceOf(PackageException.class)
        .hasMessageStartingWith("META-INF/x/manifest.json: ")
        .hasMessageContaining(message)
        .hasMessageContaining("ompile the class again");
  }

  @Test
  void layoutsFollowTheRules() {
    Nested point =
        new Nested("at", List.of(new Leaf("x", "short", 0), new Leaf("y", "byte", 0)), 2);
    Layout layout =
        WireLayout.of(
            "a.M",
            List.of(
                new Leaf("flag", "boolean", 0),
                point,
                new Leaf("to", "ActorRef", 0),
                new Leaf("c", "enum a.C(R,G)", 0),
                new Leaf("f", "f16", 5)));
    assertThat(layout.fields())
        .containsExactly(
            new LayoutField("flag", "boolean", 0, 0),
            new LayoutField("at[0].x", "short", 2, 0),
            new LayoutField("at[0].y", "byte", 4, 0),
            new LayoutField("at[1].x", "short", 6, 0),
            new LayoutField("at[1].y", "byte", 8, 0),
            new LayoutField("to", "ActorRef", 16, 0),
            new LayoutField("c", "enum a.C(R,G)", 24, 0),
            new LayoutField("f", "f16", 28, 5));
    assertThat(layout.size()).isEqualTo(40);
    assertThat(WireLayout.of("a.Empty", List.of()).size()).isZero();
  }

  @Test
  void wireIdsGoByFirstAppearanceAndRefuseTwoLayouts() {
    Manifest m = manifest();
    WireIds ids = WireIds.of(List.of(m));
    assertThat(ids.types())
        .containsExactly(java.util.Map.entry("a.Add", 1), java.util.Map.entry("a.Total", 2));
    assertThat(ids.behaviours()).containsExactly(java.util.Map.entry("a.Counter", 1));
    Layout other = WireLayout.of("a.Add", List.of(new Leaf("amount", "int", 0)));
    Manifest second =
        new Manifest(
            "b.Other",
            "o",
            "",
            "",
            "",
            "",
            70,
            List.of(),
            m.state(),
            List.of(MessageEntry.of(other)),
            List.of(new HandlerEntry("f", "a.Add", null, List.of(), "f", 1, 0, false, false)),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> WireIds.of(List.of(m, second)))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining(
            "a.Add: has two layouts: (boolean b, long amount) in a.Counter, (int amount) in b.Other");
  }

  @Test
  void targetsAreChosenForADevice() {
    List<String> all = List.of("sm_80", "sm_90", "sm_90a", "sm_100", "sm_100f");
    assertThat(Targets.best(75, all)).isEmpty();
    assertThat(Targets.best(89, all)).contains("sm_80");
    assertThat(Targets.best(90, all)).contains("sm_90a");
    assertThat(Targets.best(103, all)).contains("sm_100f");
    assertThat(Targets.best(120, all)).contains("sm_100");
    assertThatThrownBy(() -> Targets.computeCapability("compute_90"))
        .hasMessageContaining("'compute_90' is not a target");
  }
}
