package vn.trangtien.ingest.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"})
    void whatASpreadsheetWouldComputeIsText(String text) {
        assertThat(CsvCell.of(text)).startsWith("\"'").contains(text);
    }

    @Test
    void anythingElseStaysAsItIsAndQuotesAreDoubled() {
        assertThat(CsvCell.of("hue/gw-1, \"cầu\"")).isEqualTo("\"hue/gw-1, \"\"cầu\"\"\"");
        assertThat(CsvCell.of("")).isEqualTo("\"\"");
    }
}
