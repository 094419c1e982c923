package dev.ringkernel.ptx.pack;

import java.util.List;

/** Manifests as JSON: deterministic when written, strict when read. */
public final class ManifestJson {
  private static final String KIND = "ringkernel-package";
  private static final String RUNTIME_KIND = "ringkernel-runtime";

  private ManifestJson() {}

  /** The text of {@code manifest.json}. */
  public static String write(Manifest m) {
    return JsonText.object(
        out -> {
          out.field("kind", KIND).field("format", Manifest.FORMAT);
          out.field("class", m.className()).field("id", m.id()).field("compiler", m.compiler());
          out.field("runtimeAbi", m.runtimeAbi()).field("runtimeDigest", m.runtimeDigest());
          out.field("irDigest", m.irDigest());
          out.field("minComputeCapability", m.minComputeCapability());
          out.objects("targets", m.targets(), ManifestJson::target);
          out.object("state", m.state(), ManifestJson::layout);
          out.objects("messages", m.messages(), ManifestJson::message);
          out.objects("handlers", m.handlers(), ManifestJson::handler);
          out.objects("kernels", m.kernels(), ManifestJson::kernel);
          out.strings("sources", m.sources());
          out.objects("classes", m.classes(), ManifestJson::classEntry);
        });
  }

  /**
   * Reads {@code manifest.json}.
   *
   * @param resource its name, for messages
   * @throws PackageException when it is not a manifest of this format, whole
   */
  public static Manifest read(String resource, String text) {
    JsonObject in = open(resource, text, KIND);
    Manifest manifest =
        new Manifest(
            in.string("class"),
            in.string("id"),
            in.string("compiler"),
            in.string("runtimeAbi"),
            in.string("runtimeDigest"),
            in.string("irDigest"),
            in.integer("minComputeCapability"),
            in.objects("targets", ManifestJson::target),
            in.objectOrNull("state", ManifestJson::layout),
            in.objects("messages", ManifestJson::message),
            in.objects("handlers", ManifestJson::handler),
            in.objects("kernels", ManifestJson::kernel),
            in.strings("sources"),
            in.objects("classes", ManifestJson::classEntry));
    in.end();
    for (HandlerEntry h : manifest.handlers()) {
      known(in, manifest, h, h.message());
      if (h.reply() != null) {
        known(in, manifest, h, h.reply());
      }
      h.sends().forEach(sent -> known(in, manifest, h, sent));
    }
    return manifest;
  }

  private static void known(JsonObject in, Manifest manifest, HandlerEntry handler, String name) {
    if (manifest.message(name).isEmpty()) {
      throw in.wrong(
          "handlers", "name " + name + " in " + handler.method() + ", which 'messages' lacks");
    }
  }

  /** The text of the device runtime's {@code manifest.json}. */
  public static String write(RuntimeManifest m) {
    return JsonText.object(
        out -> {
          out.field("kind", RUNTIME_KIND).field("format", Manifest.FORMAT);
          out.field("compiler", m.compiler()).field("irDigest", m.irDigest());
          out.objects(
              "exports",
              m.exports(),
              (o, e) -> o.field("name", e.name()).field("signature", e.signature()));
          out.objects(
              "constants",
              m.constants(),
              (o, c) -> o.field("name", c.name()).field("value", c.value()));
          out.strings("sources", m.sources());
          out.objects("classes", m.classes(), ManifestJson::classEntry);
        });
  }

  /**
   * Reads the device runtime's {@code manifest.json}.
   *
   * @param resource its name, for messages
   * @throws PackageException when it is not a manifest of this format, whole
   */
  public static RuntimeManifest readRuntime(String resource, String text) {
    JsonObject in = open(resource, text, RUNTIME_KIND);
    RuntimeManifest manifest =
        new RuntimeManifest(
            in.string("compiler"),
            in.string("irDigest"),
            in.objects(
                "exports",
                o -> new RuntimeManifest.Export(o.string("name"), o.string("signature"))),
            in.objects(
                "constants",
                o -> new RuntimeManifest.Constant(o.string("name"), o.number("value"))),
            in.strings("sources"),
            in.objects("classes", ManifestJson::classEntry));
    in.end();
    return manifest;
  }

  private static JsonObject open(String resource, String text, String kind) {
    JsonObject in = JsonObject.parse(resource, text);
    String found = in.string("kind");
    if (!found.equals(kind)) {
      throw in.wrong("kind", "is '" + found + "' where '" + kind + "' is expected");
    }
    int format = in.integer("format");
    if (format != Manifest.FORMAT) {
      throw new PackageException(
          resource,
          "has format " + format + ", and this version of RingKernel reads " + Manifest.FORMAT,
          format > Manifest.FORMAT
              ? "Use the version of RingKernel that wrote it, or compile the class again"
              : JsonObject.REBUILD);
    }
    return in;
  }

  private static void target(JsonText out, TargetEntry t) {
    out.field("target", t.target()).field("ptxVersion", t.ptxVersion()).field("digest", t.digest());
  }

  private static TargetEntry target(JsonObject in) {
    return new TargetEntry(in.string("target"), in.string("ptxVersion"), in.string("digest"));
  }

  private static void layout(JsonText out, Layout layout) {
    out.field("name", layout.name()).field("size", layout.size());
    out.objects(
        "fields",
        layout.fields(),
        (o, f) ->
            o.field("name", f.name())
                .field("type", f.type())
                .field("offset", f.offset())
                .field("count", f.count()));
  }

  private static Layout layout(JsonObject in) {
    String name = in.string("name");
    int size = in.integer("size");
    List<LayoutField> fields =
        in.objects(
            "fields",
            f ->
                new LayoutField(
                    f.string("name"), f.string("type"), f.integer("offset"), f.integer("count")));
    for (LayoutField f : fields) {
      if ((long) f.offset() + f.bytes() > size) {
        throw in.wrong(
            "fields", "place '" + f.name() + "' at " + f.offset() + ", past the size " + size);
      }
    }
    return new Layout(name, size, fields);
  }

  private static void message(JsonText out, MessageEntry m) {
    out.object("layout", m.layout(), ManifestJson::layout).field("digest", m.digest());
  }

  private static MessageEntry message(JsonObject in) {
    MessageEntry entry =
        new MessageEntry(in.object("layout", ManifestJson::layout), in.string("digest"));
    if (!entry.digest().equals(entry.layout().digest())) {
      throw in.wrong("digest", "is not the digest of the layout of " + entry.name() + " beside it");
    }
    return entry;
  }

  private static void handler(JsonText out, HandlerEntry h) {
    out.field("method", h.method()).field("message", h.message()).field("reply", h.reply());
    out.strings("sends", h.sends()).field("function", h.function());
    out.field("threads", h.threads()).field("sharedBytes", h.sharedBytes());
    out.field("static", h.isStatic()).field("batch", h.batch());
  }

  private static HandlerEntry handler(JsonObject in) {
    return new HandlerEntry(
        in.string("method"),
        in.string("message"),
        in.stringOrNull("reply"),
        in.strings("sends"),
        in.string("function"),
        in.integer("threads"),
        in.integer("sharedBytes"),
        in.flag("static"),
        in.flag("batch"));
  }

  private static void kernel(JsonText out, KernelEntry k) {
    out.field("method", k.method()).field("function", k.function());
    out.objects(
        "parameters",
        k.parameters(),
        (o, p) -> o.field("name", p.name()).field("type", p.type()).field("array", p.array()));
    out.objects(
        "shared",
        k.shared(),
        (o, s) -> o.field("name", s.name()).field("type", s.type()).field("count", s.count()));
    out.field("threads", k.threads());
  }

  private static KernelEntry kernel(JsonObject in) {
    return new KernelEntry(
        in.string("method"),
        in.string("function"),
        in.objects(
            "parameters",
            p -> new KernelEntry.Parameter(p.string("name"), p.string("type"), p.flag("array"))),
        in.objects(
            "shared",
            s ->
                new KernelEntry.SharedArray(
                    s.string("name"), s.string("type"), s.integer("count"))),
        in.integer("threads"));
  }

  private static void classEntry(JsonText out, ClassEntry c) {
    out.field("name", c.name()).field("digest", c.digest());
  }

  private static ClassEntry classEntry(JsonObject in) {
    return new ClassEntry(in.string("name"), in.string("digest"));
  }
}
