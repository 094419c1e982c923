package dev.ringkernel.ptx.pack;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one package says of itself: {@code manifest.json} ({@code docs/decisions/004}).
 *
 * @param className binary name of the class
 * @param id the actor's id; empty for a class with {@code @GlobalKernel}s only
 * @param compiler version of the compiler that wrote it
 * @param runtimeAbi digest of the device runtime it was linked with; empty without handlers
 * @param runtimeDigest SHA-256 of the device runtime's {@code kernel.ir}, which the PTX holds;
 *     empty without handlers
 * @param irDigest SHA-256 of {@code kernel.ir}
 * @param minComputeCapability least that all of its code may run on, major × 10 + minor
 * @param targets packed PTX
 * @param state layout of the actor's fields; null without handlers
 * @param messages every message, reply and sent type, in order of first appearance
 * @param handlers in source order
 * @param kernels in source order
 * @param sources source files in the order that fault words index them
 * @param classes every class whose code was inlined, the class itself first
 */
public record Manifest(
    String className,
    String id,
    String compiler,
    String runtimeAbi,
    String runtimeDigest,
    String irDigest,
    int minComputeCapability,
    List<TargetEntry> targets,
    @Nullable Layout state,
    List<MessageEntry> messages,
    List<HandlerEntry> handlers,
    List<KernelEntry> kernels,
    List<String> sources,
    List<ClassEntry> classes) {
  /** The number in {@code "format"}; a reader takes this one only. */
  public static final int FORMAT = 1;

  public Manifest {
    targets = List.copyOf(targets);
    messages = List.copyOf(messages);
    handlers = List.copyOf(handlers);
    kernels = List.copyOf(kernels);
    sources = List.copyOf(sources);
    classes = List.copyOf(classes);
  }

  /** Whether it is an actor: it has handlers. */
  public boolean isActor() {
    return !handlers.isEmpty();
  }

  /** The message type with this binary name. */
  public Optional<MessageEntry> message(String binaryName) {
    return messages.stream().filter(m -> m.name().equals(binaryName)).findFirst();
  }

  /** The handler that takes this message. */
  public Optional<HandlerEntry> handlerOf(String messageName) {
    return handlers.stream().filter(h -> h.message().equals(messageName)).findFirst();
  }

  /** The kernel made from this method. */
  public Optional<KernelEntry> kernel(String method) {
    return kernels.stream().filter(k -> k.method().equals(method)).findFirst();
  }
}
