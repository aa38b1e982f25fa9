package vn.trangtien.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VietnameseTextTest {

    @Test
    void bothFormsOfAWordBecomeOne() {
        String decomposed = Normalizer.normalize("Thuận Hóa", Normalizer.Form.NFD);

        assertThat(decomposed).isNotEqualTo("Thuận Hóa");
        assertThat(VietnameseText.nfc(decomposed)).isEqualTo("Thuận Hóa");
    }

    @Test
    void foldingTakesEveryMarkAndTheStroke() {
        assertThat(VietnameseText.fold("Đường Nguyễn Huệ")).isEqualTo("duong nguyen hue");
    }

    @Test
    void theDictionaryHasAnOrderOfItsOwn() {
        assertThat(Stream.of("ê", "đ", "e", "d", "â", "a", "ă").sorted(VietnameseText.order()))
                .containsExactly("a", "ă", "â", "d", "đ", "e", "ê");
    }
}
