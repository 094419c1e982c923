package dev.ringkernel.compiler.front;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Capacity;
import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.api.Shared;
import dev.ringkernel.compiler.front.JType.ClassType;
import dev.ringkernel.device.Export;
import dev.ringkernel.device.Intrinsic;
import dev.ringkernel.device.NoInline;
import dev.ringkernel.device.RuntimeCall;
import dev.ringkernel.device.Space;

/** Names of the types of the API that have a meaning of their own to the compiler. */
final class KnownTypes {
  static final ClassType ACTOR_REF = new ClassType(ActorRef.class.getName());
  static final ClassType RING_CONTEXT = new ClassType(RingContext.class.getName());

  static final String RING_KERNEL = RingKernel.class.getName();
  static final String RING_MESSAGE = RingMessage.class.getName();
  static final String GLOBAL_KERNEL = GlobalKernel.class.getName();
  static final String CAPACITY = Capacity.class.getName();
  static final String SHARED = Shared.class.getName();
  static final String SPACE = Space.class.getName();
  static final String EXPORT = Export.class.getName();
  static final String NO_INLINE = NoInline.class.getName();
  static final String INTRINSIC = Intrinsic.class.getName();
  static final String RUNTIME_CALL = RuntimeCall.class.getName();

  private KnownTypes() {}
}
