package dev.ringkernel.ptx.sim.launch;

import dev.ringkernel.ptx.sim.Dim3;
import dev.ringkernel.ptx.sim.SimDevice;
import dev.ringkernel.ptx.sim.SimFault;
import dev.ringkernel.ptx.sim.SimGrid;
import dev.ringkernel.ptx.sim.SimKernel;
import dev.ringkernel.ptx.sim.SimMachine;
import dev.ringkernel.ptx.sim.SimModule;
import dev.ringkernel.ptx.sim.SimOptions;
import dev.ringkernel.ptx.sim.SimVariable;
import dev.ringkernel.ptx.text.PtxModule;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a described launch on a machine of its own. */
public final class DescribedLaunch {
  private static final int DEFAULT_THREADS = 32;

  /** How long checks may look at a launch that was ended. */
  private static final Duration CHECKED = Duration.ofSeconds(10);

  private final SimDevice device;
  private final SimModule module;
  private final SimKernel kernel;
  private final LaunchDescription description;
  private final List<Place> places = new ArrayList<>();

  /** Memory that was filled, and is looked at again if it is a result. */
  private record Place(String name, Argument argument, long address) {}

  private DescribedLaunch(SimDevice device, SimModule module, LaunchDescription description) {
    this.device = device;
    this.module = module;
    this.description = description;
    this.kernel = kernel(module, description.entry());
  }

  /**
   * Runs a launch.
   *
   * @param limit after which the kernel is ended
   * @throws LaunchException if the description does not fit the module
   * @throws dev.ringkernel.ptx.sim.SimException if the module or the launch is refused
   * @throws InterruptedException if the thread is interrupted; the kernel is ended then
   */
  public static LaunchReport run(
      PtxModule module, LaunchDescription description, SimOptions options, Duration limit)
      throws InterruptedException {
    return run(module, description, options, limit, machine -> {});
  }

  /**
   * As {@link #run(PtxModule, LaunchDescription, SimOptions, Duration)}; {@code after} is given the
   * machine when the kernel has ended.
   */
  public static LaunchReport run(
      PtxModule module,
      LaunchDescription description,
      SimOptions options,
      Duration limit,
      Consumer<SimMachine> after)
      throws InterruptedException {
    try (SimMachine machine = SimMachine.open(options)) {
      SimDevice device = machine.devices().getFirst();
      LaunchReport report =
          new DescribedLaunch(device, device.load(module), description).run(limit);
      after.accept(machine);
      return report;
    }
  }

  private static SimKernel kernel(SimModule module, @Nullable String entry) {
    if (entry != null) {
      return module.kernel(entry);
    }
    List<SimKernel> kernels = module.kernels();
    if (kernels.size() == 1) {
      return kernels.getFirst();
    }
    throw new LaunchException(
        kernels.isEmpty()
            ? "the text has no .entry"
            : "the text has several entries, say which (entry NAME): "
                + String.join(", ", kernels.stream().map(SimKernel::name).toList()));
  }

  private LaunchReport run(Duration limit) throws InterruptedException {
    for (Map.Entry<String, Argument> global : description.globals().entrySet()) {
      fillVariable(global.getKey(), global.getValue());
    }
    MemorySegment parameters = parameters();
    var launch = device.launch(kernel, grid(), parameters);
    boolean over;
    try {
      over = launch.await(limit);
    } finally {
      launch.cancel();
    }
    launch.await(CHECKED); // the checks may look once more at one that was cancelled
    SimFault fault = over ? launch.fault().orElse(null) : null;
    return new LaunchReport(
        kernel.name(),
        launch.instructions(),
        fault,
        !over,
        launch.findings(),
        over && fault == null ? results() : List.of());
  }

  private SimGrid grid() {
    Dim3 required = kernel.requiredBlock();
    Dim3 block = description.block();
    if (block == null) {
      block = required == null ? Dim3.of(DEFAULT_THREADS) : required;
    }
    return new SimGrid(
        description.grid(),
        block,
        description.cluster(),
        description.shared(),
        description.cooperative());
  }

  private void fillVariable(String name, Argument contents) {
    SimVariable variable = module.variable(name);
    long bytes = (long) contents.count() * contents.type().bytes();
    if (!contents.inMemory() || bytes != variable.bytes()) {
      throw new LaunchException(
          "variable "
              + name
              + " has "
              + variable.bytes()
              + " bytes, and "
              + contents
              + " is "
              + (contents.inMemory() ? bytes + " bytes" : "a value: write in, out or inout"));
    }
    fill(name + " " + contents, contents, variable.address());
  }

  private void fill(String name, Argument contents, long address) {
    Values values = contents.contents().values(contents.type(), contents.count());
    device.segment(address, values.memory().byteSize()).copyFrom(values.memory());
    places.add(new Place(name, contents, address));
  }

  /** The block of parameters, as the entry lays it out. */
  private MemorySegment parameters() {
    List<Argument> arguments = description.arguments();
    List<SimKernel.Param> params = kernel.params();
    if (arguments.size() != params.size()) {
      throw new LaunchException(
          kernel.name()
              + " takes "
              + params.size()
              + " arguments ("
              + String.join(", ", params.stream().map(p -> p.bytes() + " bytes").toList())
              + "), and "
              + arguments.size()
              + " are given");
    }
    MemorySegment block = MemorySegment.ofArray(new byte[kernel.paramBytes()]);
    for (int i = 0; i < arguments.size(); i++) {
      pass(i, arguments.get(i), params.get(i), block);
    }
    return block;
  }

  private void pass(int index, Argument argument, SimKernel.Param param, MemorySegment block) {
    int bytes = argument.inMemory() ? Long.BYTES : argument.count() * argument.type().bytes();
    if (bytes != param.bytes()) {
      throw new LaunchException(
          "argument "
              + index
              + " ("
              + param.name()
              + ") has "
              + param.bytes()
              + " bytes, and "
              + argument
              + (argument.inMemory() ? " is passed as an address of " : " has ")
              + bytes);
    }
    if (argument.inMemory()) {
      long address = device.allocate((long) argument.count() * argument.type().bytes());
      fill("argument " + index + ", " + argument, argument, address);
      block.set(ValueLayout.JAVA_LONG_UNALIGNED, param.offset(), address);
      return;
    }
    Values values = argument.contents().values(argument.type(), argument.count());
    block.asSlice(param.offset(), bytes).copyFrom(values.memory());
  }

  private List<Result> results() {
    List<Result> results = new ArrayList<>();
    for (Place place : places) {
      Argument argument = place.argument();
      if (argument.isResult()) {
        Values got = Values.zeros(argument.type(), argument.count());
        got.memory().copyFrom(device.segment(place.address(), got.memory().byteSize()));
        Contents expected = argument.expected();
        results.add(
            new Result(
                place.name(),
                got,
                expected == null ? null : expected.values(argument.type(), argument.count()),
                argument.tolerance()));
      }
    }
    return results;
  }
}
