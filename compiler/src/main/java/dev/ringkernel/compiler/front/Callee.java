package dev.ringkernel.compiler.front;

import dev.ringkernel.ir.Space;
import java.util.List;

/**
 * A method as one function is made of it.
 *
 * @param spaces where the arrays among its parameters lie, in order
 * @param bounds whether array accesses are checked
 * @param entry whether it is a kernel or handler, which other code does not call
 */
record Callee(MethodInfo method, List<Space> spaces, boolean bounds, boolean entry) {
  Callee {
    spaces = List.copyOf(spaces);
  }
}
