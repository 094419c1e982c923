package dev.ringkernel.compiler.diag;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Every problem the compiler reports in a user's source, one row each: identity, message with its
 * values, the way out, and why it is so. The minimal example of each is a source file beside this
 * table; a test proves that it produces exactly its code. RK00xx: the file or a name cannot be
 * understood; RK01xx: Java that the device has no form for; RK02xx: actors, messages and kernels;
 * RK03xx: what the code is compiled for.
 */
public enum DiagnosticCode {
  // @formatter:off
  SYNTAX(1, "the parser does not accept this file: {0}",
      "Write it in syntax up to Java 25; if javac accepts the file, move the code for the device into a file of its own.",
      "The source front end parses with JavaParser. A file that javac accepts and JavaParser does not cannot be compiled for the device yet."),
  UNKNOWN_NAME(2, "cannot find a variable {0}",
      "Declare it, or put the source or class that declares it on the path of this compilation.",
      "Names are resolved as the Java language specification says (6.5), over the sources given and the class path."),
  UNKNOWN_TYPE(3, "cannot find a type {0}",
      "Put the source or class that declares it on the path of this compilation.",
      "Types are looked up in the sources given, the class path, the device API and the JDK."),
  UNKNOWN_METHOD(4, "no method {0} takes ({1})",
      "Convert the arguments, or call another method.",
      "Overloads are chosen among methods that take the arguments by subtyping and widening only."),
  AMBIGUOUS_CALL(5, "both {0} and {1} take these arguments",
      "Cast an argument so that one of them fits better.",
      "Neither candidate is more specific than the other (JLS 15.12.2.5)."),
  BAD_OPERAND(6, "{0} does not apply to a value of type {1}",
      "Convert the operand to a type that has this operation.",
      "The operand's type has no such operation."),
  NOT_ASSIGNABLE(7, "a value of type {0} cannot become {1}",
      "Write the cast that says what should happen.",
      "Assignment converts by widening, and narrows constants that fit (JLS 5.2)."),
  NOT_CONSTANT(8, "this is not a constant expression",
      "Use a literal or a static final field with a constant value.",
      "Case labels and array sizes are part of the compiled code and must be known when it is compiled (JLS 15.29)."),

  ALLOCATION(101, "new {0} would allocate an object, and the device has no heap",
      "Use a record, whose components live in registers, or keep the values in fields of the actor.",
      "Records are values on the device: creating one costs nothing. Objects with identity would have to live somewhere and be collected."),
  LAMBDA(102, "a lambda or method reference has no device form",
      "Write a static method and call it directly.",
      "Calling a function that is only known when the program runs costs eight times a direct call and hides the code from the compiler."),
  VIRTUAL_CALL(103, "the target of {0} is not known when this is compiled",
      "Make the method static, private or final, or its class final.",
      "Device code calls methods directly, so each call must have one possible target."),
  STRING(104, "strings have no device form",
      "Send numbers or an enum and make the text on the host; only the text of assert and throw may be a string.",
      "A fault carries its kind and Java line to the host; its text is never made on the device."),
  TRY(105, "exceptions cannot be caught on the device",
      "Return a value that says what went wrong; a throw ends the handler and is for the supervisor.",
      "A fault makes the actor Failed and the supervisor decides; there is no unwinding on the device."),
  SYNCHRONIZED(106, "synchronized has no device form",
      "Rely on the actor, which handles one message at a time, or use atomics.",
      "Handlers of an actor never run at once; other memory is shared through atomics with a stated order and scope."),
  INSTANCEOF(107, "instanceof has no device form",
      "Give each message type a handler of its own, or carry an enum that says which case it is.",
      "Values on the device carry no class."),
  RECURSION(108, "{0} calls itself: {1}",
      "Write it as a loop, with an array of fixed size where it needs a stack.",
      "Helpers are inlined and a thread's stack is small and fixed."),
  FLOAT_REMAINDER(109, "% on {0} has no instruction that gives Java's result",
      "Use a - b * Math.floor(a / b) or a like form and accept its rounding.",
      "Java's floating remainder is exact; the device has no operation for it and a loop of unknown length is not hidden behind an operator."),
  BOXED(110, "{0} would box or unbox a primitive",
      "Use the primitive type.",
      "A wrapper is an object, and the device has no heap."),
  VARARGS(111, "calling {0} with a variable number of arguments would allocate an array",
      "Call a method with a fixed number of parameters.",
      "The array behind a variable argument list would have to live somewhere."),
  OUTER_THIS(112, "this uses an object of an enclosing class",
      "Make the nested class static and pass what it needs.",
      "Device code has the fields of one actor; there is no reference to another object."),
  REFLECTION(113, "class objects have no device form",
      "Decide with an enum or an int which case it is.",
      "Types exist when the code is compiled, not on the device."),
  STATIC_MUTABLE(114, "static field {0} can change, and there is no such place on the device",
      "Make it a field of the actor, or a constant.",
      "Static fields of the JVM are not visible to the device, and blocks would share them without an order."),
  STATIC_NOT_CONSTANT(115, "static final field {0} is not a compile-time constant",
      "Give it a constant value (literals, constants and operators), or pass the value in a message.",
      "Its value is computed when the class is initialised on a JVM; device code is compiled before that."),
  NO_VALUE_TYPE(116, "values of type {0} do not exist on the device",
      "Use primitives, enums, records of them, arrays or ActorRef.",
      "Device values live in registers: primitives, enums (as ordinals), records (as their components), arrays (as address and length) and actor references (as ids)."),
  ARRAY_SIZE(117, "the size of a local array must be a constant from 1 to {0} bytes",
      "Use a constant size, or a field of the actor with @Capacity.",
      "A local array is memory of one thread with a fixed place and size."),
  ARRAY_OF(118, "arrays of {0} have no device form",
      "Use one array of primitives, or one array for each component.",
      "Array elements are primitives or enums laid out side by side."),
  NULL(119, "null has no device form here",
      "Use a value that means nothing: a zero, an enum constant, or ActorRef null.",
      "Records and arrays are values; only actor references have a null, which is id 0."),
  PATTERN(120, "patterns and guards have no device form yet",
      "Switch over an int, a char or an enum.",
      "Values on the device carry no class that a pattern could test."),
  CLASS_FILE_HELPER(121, "{0} exists only as a class file",
      "Add its source to this compilation.",
      "Helpers are compiled from source for now; the bytecode front end will take class files."),
  NO_DEVICE_FORM(122, "{0} has no device form",
      "See `ringkernel intrinsics` for the methods that do, or write it in Java as a static method.",
      "JDK methods are compiled only where one instruction gives the same result."),
  LOCAL_CLASS(123, "local and anonymous classes have no device form",
      "Declare the record or class outside of the method.",
      "Only top-level and member types are compiled."),
  ARRAY_ESCAPES(124, "an array cannot be {0}",
      "Pass the array as a parameter and fill it there.",
      "An array's place (device, shared or thread memory) is fixed where it is declared; variables of type array cannot be assigned anew, stored or returned."),
  REFERENCE_EQUALITY(125, "== on {0} compares identities, which values do not have",
      "Compare the components.",
      "Records and arrays are values on the device. Enums and actor references can be compared."),
  ITERABLE(126, "for each over {0} would need an iterator object",
      "Loop over an array.",
      "Only arrays are iterated without an object."),
  NO_BODY(127, "{0} has no body to compile",
      "Call a static or final method with a body.",
      "Native and abstract methods cannot be compiled."),
  SWITCH_TYPE(128, "switch over {0} has no device form",
      "Switch over an int, a char or an enum.",
      "A switch compares integers."),
  RECORD_CONSTRUCTOR(129, "record {0} has a constructor of its own",
      "Leave the constructor to the compiler and check values in a static method.",
      "A record is created from its components on the device; code in its constructor would be left out."),
  THROW_VALUE(130, "only throw new … is possible",
      "Create the exception in the throw statement.",
      "A throw becomes a fault with its Java line; there is no exception object."),
  REFERENCE_CAST(131, "{0} cannot be cast to {1} on the device",
      "Use the type the value has.",
      "Values on the device carry no class that a cast could check."),
  SUPER(132, "super has no device form",
      "Call a static method instead.",
      "An actor's class is compiled alone; its superclass has no state on the device."),
  ENUM_MEMBER(133, "{0} of an enum has no device form",
      "Use ordinal() and ==, or a static method that switches over the constants.",
      "Enums are their ordinals on the device; fields and methods of their constants do not exist there."),
  FIELD_OF(134, "field {0} is not state of this actor",
      "Use fields of the actor's own class, components of records, or parameters.",
      "Device code can reach the fields of the actor that handles the message, and nothing else."),
  FINAL_STATE(135, "the array of field {0} is fixed: it cannot be replaced",
      "Copy the elements.",
      "An array with @Capacity lies inside the actor's state."),
  INTRINSIC_SPACE(136, "{0} cannot address an array in {1} memory",
      "Use an array in device or shared memory.",
      "The instruction has no form for this memory."),
  INTRINSIC_UNKNOWN(137, "instruction `{0}` is not in the PTX table",
      "Correct the spelling in @Intrinsic; `ringkernel isa` lists the table.",
      "Each @Intrinsic must resolve to one row of the PTX table."),
  INTRINSIC_OPERAND(139, "this argument of {0} must be a constant",
      "Pass a literal or a constant.",
      "The instruction takes it as an immediate."),
  THIS_ESCAPES(138, "the actor itself is not a value",
      "Use its fields, or ctx.self() for its address.",
      "An actor is a place in device memory; other code reaches it by its ActorRef only."),

  HANDLER_SIGNATURE(201, "handler {0} must take a @RingMessage record first, then at most a RingContext and @Shared arrays",
      "Change the parameters; the return type is the reply's record, or void.",
      "A handler gets its message decoded and may ask for its context."),
  HANDLER_OVERLAP(202, "{0} and {1} both handle {2}",
      "Let one handler take the message.",
      "Each message type of an actor has one handler."),
  CLASS_NOT_FINAL(203, "actor class {0} must be final",
      "Add final.",
      "The class is compiled as it is; a subclass could change what its methods mean."),
  ACTOR_CLASS(204, "{0} cannot be an actor: {1}",
      "Use a final top-level or static nested class without superclass and type parameters.",
      "Actor state is laid out from the class's own fields."),
  STATE_FIELD(205, "field {0} of type {1} cannot be actor state",
      "Use primitives, enums, ActorRef, records of these, or arrays with @Capacity.",
      "State lives in device memory with a fixed layout."),
  CAPACITY(206, "{0} is an array and needs @Capacity(n) with n at least 1",
      "Add @Capacity with the number of elements.",
      "Arrays in state and messages lie inline, so their length must be known."),
  MESSAGE_COMPONENT(207, "component {0} of type {1} cannot be part of a message",
      "Use primitives, enums, ActorRef, records of these, or arrays with @Capacity.",
      "A message's wire layout is fixed when it is compiled."),
  MESSAGE_MEMBERS(208, "message record {0} has a constructor or accessor of its own",
      "Remove it; compute in a static method.",
      "Messages cross between host and device as their components; code in them would be skipped."),
  NOT_A_MESSAGE(209, "{0} is not a @RingMessage record",
      "Annotate the record with @RingMessage.",
      "Only message records have a wire layout."),
  KERNEL_SIGNATURE(210, "@GlobalKernel {0} must be static and void, with arrays of primitives and primitives as parameters",
      "Change the signature.",
      "The host passes buffers and scalars."),
  SHARED_SIZE(211, "@Shared needs at least 1 element and at most {0} bytes in all",
      "Choose a smaller size.",
      "The arrays of a block lie in its shared memory."),
  SHARED_PLACE(212, "@Shared arrays exist only in kernels and in handlers with more than one thread",
      "Set threads, or use a local array.",
      "Shared memory is shared by the threads of a block; a one-lane handler has none to share with."),
  THREADS(213, "threads = {0} is not possible here",
      "Use {1}.",
      "A block is made of warps of 32 lanes."),
  BATCH(214, "batch handlers are not compiled yet",
      "Leave batch out.",
      "One message is handed to a handler at a time."),
  SEND_PAYLOAD(215, "the type of the message sent is not known here",
      "Pass a value of a @RingMessage record type.",
      "The wire id and layout are chosen when the send is compiled."),
  EXPORT_SPACE(217, "array parameter {0} of an exported function needs @Space",
      "Say in which memory the array lies.",
      "An exported function is compiled once, for arrays in one memory."),
  TOO_LARGE(216, "{0} takes {1} bytes, more than {2}",
      "Use less, or split it.",
      "A message fits one slot of at most 16 lines, and state is copied whole when an actor starts."),

  TARGET_LACKS(301, "{0} needs {1}; the target is {2}",
      "Compile for a target that has it (--target, -Aringkernel.targets, or the plugin's targets), or write it without.",
      "Nothing is emulated on the device: what a target lacks is refused where it is asked for. The CPU backend runs it everywhere."),
  NO_DEVICE_RUNTIME(302, "{0} is an actor, and there is no device runtime on the class path to link it with",
      "Add ringkernel-runtime to the dependencies this is compiled with.",
      "A packed actor is a complete system: the runtime's device code (META-INF/ringkernel/runtime) and the handlers, in one kernel.");
  // @formatter:on

  private final int number;
  private final String message;
  private final String wayOut;
  private final String explanation;

  DiagnosticCode(int number, String message, String wayOut, String explanation) {
    this.number = number;
    this.message = message;
    this.wayOut = wayOut;
    this.explanation = explanation;
  }

  /** {@code RK0101}. */
  public String id() {
    return String.format(Locale.ROOT, "RK%04d", number);
  }

  /** The message; {@code {0}} and so on stand for values. */
  public String message() {
    return message;
  }

  /** What to do, one sentence or two; the same placeholders. */
  public String wayOut() {
    return wayOut;
  }

  /** Why it is so. */
  public String explanation() {
    return explanation;
  }

  /** Whether javac has an error of its own for such code, in sources that it has not accepted. */
  public boolean javacHasOne() {
    return number <= NOT_CONSTANT.number;
  }

  /** How many values message and way out need. */
  public int arguments() {
    int n = 0;
    while (message.contains("{" + n + "}") || wayOut.contains("{" + n + "}")) {
      n++;
    }
    return n;
  }

  /** The smallest source that has exactly this problem. */
  public String example() {
    String name = "examples/" + id() + ".java";
    try (InputStream in = DiagnosticCode.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no example " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("example " + name + " cannot be read", e);
    }
  }

  /** The row of an id such as {@code RK0101} (any case), or of its number. */
  public static Optional<DiagnosticCode> of(String id) {
    for (DiagnosticCode c : values()) {
      if (c.id().equalsIgnoreCase(id) || Integer.toString(c.number).equals(id)) {
        return Optional.of(c);
      }
    }
    return Optional.empty();
  }
}
