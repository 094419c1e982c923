package dev.ringkernel.runtime.conformance;

/** Every case, for a class that names a backend. */
interface AllCases
    extends MessageCases,
        StateCases,
        ArithmeticCases,
        ControlFlowCases,
        TalkCases,
        FlowCases,
        BlockCases,
        GoneLaneCases,
        FaultCases,
        LifecycleCases,
        ParkCases,
        RefusalCases {}
