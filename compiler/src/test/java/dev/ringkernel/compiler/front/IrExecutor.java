package dev.ringkernel.compiler.front;

import dev.ringkernel.device.Export;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.interpreter.Interpreter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the IR of an exported method in the interpreter; arrays lie in the first half of its memory.
 */
final class IrExecutor implements Executor {
  private static final int MEMORY = 1 << 16;

  private final String name;
  private final Module module;

  IrExecutor(String name, Module module) {
    this.name = name;
    this.module = module;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome run(Method method, Object[] args) {
    byte[] bytes = new byte[MEMORY];
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Long> passed = new ArrayList<>();
    List<Integer> addresses = new ArrayList<>();
    int top = 64;
    for (Object arg : args) {
      if (!arg.getClass().isArray()) {
        passed.addAll(Bits.of(arg));
        continue;
      }
      Type element = Bits.memory(arg.getClass().getComponentType());
      List<Long> elements = Bits.ofArray(arg);
      addresses.add(top);
      passed.add((long) top);
      passed.add((long) elements.size());
      for (int i = 0; i < elements.size(); i++) {
        put(memory, top + i * element.bytes(), element, elements.get(i));
      }
      top = (top + elements.size() * element.bytes() + 63) & -64;
    }
    String function = method.getAnnotation(Export.class).value();
    long[] in = passed.stream().mapToLong(Long::longValue).toArray();
    Interpreter interpreter = new Interpreter(module, bytes, new JvmIntrinsics());
    Interpreter.Outcome out = interpreter.run(function, in);
    List<List<Long>> arrays = new ArrayList<>();
    int next = 0;
    for (Object arg : args) {
      if (arg.getClass().isArray()) {
        Class<?> component = arg.getClass().getComponentType();
        Type element = Bits.memory(component);
        int address = addresses.get(next++);
        List<Long> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(arg); i++) {
          long v = get(memory, address + i * element.bytes(), element);
          elements.add(component == char.class ? v & 0xffff : v);
        }
        arrays.add(elements);
      }
    }
    return new Outcome(out.results(), out.fault(), arrays);
  }

  private static void put(ByteBuffer memory, int at, Type type, long bits) {
    switch (type.bytes()) {
      case 1 -> memory.put(at, (byte) bits);
      case 2 -> memory.putShort(at, (short) bits);
      case 4 -> memory.putInt(at, (int) bits);
      default -> memory.putLong(at, bits);
    }
  }

  private static long get(ByteBuffer memory, int at, Type type) {
    return switch (type.bytes()) {
      case 1 -> memory.get(at);
      case 2 -> memory.getShort(at);
      case 4 -> type == Type.F32 ? memory.getInt(at) & 0xffffffffL : memory.getInt(at);
      default -> memory.getLong(at);
    };
  }
}
