package vn.trangtien.sim.camera.film;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnexBTest {

    @Test
    void startCodesOfThreeAndFourBytesAndTrailingZerosAreTheSame() {
        byte[] mixed = {0, 0, 0, 1, 0x09, 0x10, 0, 0, 0, 0, 1, 0x41, 7, 0, 0, 1, 0x41, 8, 0};

        assertThat(AnnexB.split(mixed))
                .containsExactly(new byte[] {0x09, 0x10}, new byte[] {0x41, 7}, new byte[] {0x41, 8});
    }

    @Test
    void whatHasNoStartCodeHasNoNalUnits() {
        assertThat(AnnexB.split(new byte[] {1, 2, 3, 0, 0, 2})).isEmpty();
    }
}
