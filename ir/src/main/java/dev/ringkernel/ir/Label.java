package dev.ringkernel.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A block under construction, made by {@link FunctionBuilder#newBlock}; belongs to one builder. */
public final class Label {
  final int number;
  final List<Value> params = new ArrayList<>();
  final List<Instr> body = new ArrayList<>();
  final List<PendingEdge> incoming = new ArrayList<>();
  final Map<Variable, Value> definitions = new HashMap<>();

  /** Parameters that wait for their arguments until the block is sealed. */
  final Map<Variable, Value> incomplete = new LinkedHashMap<>();

  final List<PendingEdge> outgoing = new ArrayList<>();
  @Nullable Terminator terminator;
  boolean placed;
  boolean sealed;

  Label(int number) {
    this.number = number;
  }

  @Override
  public String toString() {
    return "b" + number;
  }

  /** An edge whose arguments grow with the parameters of its target. */
  record PendingEdge(Label from, Label to, List<Value> args) {
    PendingEdge(Label from, Label to) {
      this(from, to, new ArrayList<>());
    }
  }
}
