package dev.ringkernel.runtime.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.runtime.driver.FeatureAnswer.Answer;
import dev.ringkernel.runtime.driver.GpuProperties.ComputeMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {

  /** A driver that shows the given devices and opens none. */
  private record Shown(List<GpuProperties> devices) implements GpuDriver {
    @Override
    public String name() {
      return "shown";
    }

    @Override
    public Availability availability() {
      return devices.isEmpty()
          ? Availability.not(Availability.Reason.NO_DEVICE, "There is no device.")
          : Availability.usable("There is a device.", List.of());
    }

    @Override
    public Availability availability(int ordinal) {
      return Availability.usable("It is usable.", List.of("It is shared."));
    }

    @Override
    public List<FeatureAnswer> details() {
      return List.of(new FeatureAnswer("driver release", Answer.YES, "580.159"));
    }

    @Override
    public PeerAccess peerAccess(int ordinal, int peer) {
      return new PeerAccess(true, ordinal == 0, 0);
    }

    @Override
    public Gpu open(int ordinal) {
      throw new AssertionError("the doctor opened device " + ordinal);
    }
  }

  private static FeatureAnswer row(List<FeatureAnswer> rows, String feature) {
    return rows.stream().filter(r -> r.feature().equals(feature)).findFirst().orElseThrow();
  }

  @Test
  void withoutADeviceItSpeaksOfTheHostAndWhy() {
    var rows = Doctor.examine(List.of(new Shown(List.of())));
    assertThat(rows)
        .extracting(FeatureAnswer::feature)
        .containsExactly("JDK", "platform", "shown backend", "driver release");
    assertThat(row(rows, "shown backend"))
        .isEqualTo(new FeatureAnswer("shown backend", Answer.NO, "There is no device."));
    assertThat(row(rows, "JDK").answer()).isEqualTo(Answer.YES);
  }

  @Test
  void anH200HasWhatItsComputeCapabilityGives() {
    var rows = Doctor.examine(List.of(new Shown(List.of(Devices.h200()))));
    assertThat(row(rows, "shown device 0: usable").reason())
        .isEqualTo(
            "NVIDIA H200, sm_90, 132 SMs at 1980 MHz, 140.4 GiB, PCI 0000:1b:00.0,"
                + " driver for CUDA 13.0");
    assertThat(row(rows, "shown device 0: FP8 E4M3 / E5M2").answer()).isEqualTo(Answer.YES);
    assertThat(row(rows, "shown device 0: FP4 E2M1"))
        .isEqualTo(
            new FeatureAnswer(
                "shown device 0: FP4 E2M1",
                Answer.NO,
                "needs compute capability 10.0, this device has 9.0"));
    assertThat(row(rows, "shown device 0: note").reason()).isEqualTo("It is shared.");
    assertThat(row(rows, "shown device 0: peer memory (NVLink)").reason())
        .isEqualTo("there is one device");
  }

  @Test
  void whatEndsOrHindersAResidentKernelIsNamed() {
    var display = Devices.device(75, ComputeMode.EXCLUSIVE_PROCESS, true, true);
    var rows = Doctor.examine(List.of(new Shown(List.of(display))));
    assertThat(row(rows, "shown device 0: resident actors").answer()).isEqualTo(Answer.NO);
    assertThat(row(rows, "shown device 0: no display time-out").answer()).isEqualTo(Answer.NO);
    assertThat(row(rows, "shown device 0: compute mode").answer()).isEqualTo(Answer.CAUTION);
    assertThat(row(rows, "shown device 0: multi-process service (MPS)").answer())
        .isEqualTo(Answer.CAUTION);
    assertThat(row(rows, "shown device 0: BF16").answer()).isEqualTo(Answer.NO);
  }

  @Test
  void anOldJdkAndAnotherPlatformAreNamed() {
    assertThat(Doctor.jdk(Runtime.Version.parse("17.0.9"), "Vendor", "/opt/jdk"))
        .isEqualTo(
            new FeatureAnswer(
                "JDK", Answer.NO, "17.0.9, Vendor, /opt/jdk; install JDK 25 or newer"));
    assertThat(Doctor.platform("Mac OS X", "aarch64").answer()).isEqualTo(Answer.CAUTION);
  }
}
