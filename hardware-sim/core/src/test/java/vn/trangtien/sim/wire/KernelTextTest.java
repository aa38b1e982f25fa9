package vn.trangtien.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against lines that real kernels wrote. */
class KernelTextTest {

    @ParameterizedTest(name = "{0} is {3}")
    @CsvSource({
        "2b 01 55 05 7f a5 81 66 cf, cf, YES, 18687",
        "50 05 4b 46 7f ff 0c 10 1c, 1c, YES, 85000",
        "b3 ff 4b 46 7f ff 0c 10 65, 65, YES, -4812",
        "50 05 4b 46 7f ff 0c 10 1d, 1c, NO, 85000",
    })
    void theKernelCutsTowardsZeroAndJudgesTheChecksum(String bytes, String checksum, String verdict, int thousandths) {
        byte[] scratchpad = HexFormat.ofDelimiter(" ").parseHex(bytes);

        assertThat(KernelText.of(scratchpad))
                .isEqualTo("%s : crc=%s %s\n%s t=%d\n".formatted(bytes, checksum, verdict, bytes, thousandths));
    }
}
