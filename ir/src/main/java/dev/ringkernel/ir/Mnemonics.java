package dev.ringkernel.ir;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The words of the text form: one for each opcode, type, kind and order, all in lower case. */
final class Mnemonics {
  private static final Map<String, Enum<?>> OPCODES = new HashMap<>();
  private static final Map<String, Type> TYPES = new HashMap<>();

  static {
    addOpcodes(UnaryOp.values());
    addOpcodes(BinaryOp.values());
    addOpcodes(TernaryOp.values());
    addOpcodes(CompareOp.values());
    addOpcodes(ConvertOp.values());
    for (Type type : Type.values()) {
      TYPES.put(type.text(), type);
    }
  }

  private Mnemonics() {}

  private static void addOpcodes(Enum<?>[] opcodes) {
    for (Enum<?> op : opcodes) {
      if (OPCODES.put(word(op), op) != null) {
        throw new IllegalStateException("two opcodes are written " + word(op));
      }
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static Map<String, Enum<?>> opcodes() {
    return OPCODES;
  }

  static Map<String, Type> types() {
    return TYPES;
  }
}
