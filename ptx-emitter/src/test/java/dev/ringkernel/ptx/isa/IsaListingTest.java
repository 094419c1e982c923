package dev.ringkernel.ptx.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class IsaListingTest {

  @Test
  void referencePageIsFresh() throws IOException {
    Path page = root().resolve("specs/isa.md");
    String expected = IsaListing.markdown();
    if (System.getProperty("bless") != null) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }
    assertThat(page).exists();
    assertThat(Files.readString(page))
        .as("specs/isa.md is stale; run this test with -Dbless")
        .isEqualTo(expected);
  }

  @Test
  void findsRowsByOpcodeAndModifier() {
    assertThat(IsaListing.rows("popc"))
        .extracting(PtxRow::syntax)
        .containsExactly("popc.type d, a");
    assertThat(IsaListing.rows("ld.acquire"))
        .extracting(PtxRow::syntax)
        .containsExactly("ld.sem.scope{.ss}{.vec}.type d, [a]");
    assertThat(IsaListing.rows("")).hasSize(PtxTable.rows().size());
    assertThat(IsaListing.rows("nonsense")).isEmpty();
  }

  @Test
  void printsRowsFormsAndRegisters() {
    assertThat(IsaListing.text("popc"))
        .containsExactly(
            "Integer Arithmetic",
            "  popc.type d, a",
            "      where  type=b32,b64",
            "      types  d:u32",
            "      since  2.0 sm_20",
            "      does   pure");
    assertThat(IsaListing.text("ld.acquire.sys.u64 d, [a]"))
        .contains("  d       dest .u64 in %rd", "  does    reads acquire sys");
    assertThat(IsaListing.text("%globaltimer"))
        .hasSize(3)
        .first()
        .asString()
        .contains("nanoseconds", "sm_30 and PTX 3.1");
    assertThat(IsaListing.text("nonsense")).isEmpty();
  }

  private static Path root() {
    Path dir = Path.of("").toAbsolutePath();
    while (dir != null && !Files.exists(dir.resolve("mvnw"))) {
      dir = dir.getParent();
    }
    assertThat(dir).as("the repository's root above the working directory").isNotNull();
    return dir;
  }
}
