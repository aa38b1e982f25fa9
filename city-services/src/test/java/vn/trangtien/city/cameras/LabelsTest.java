package vn.trangtien.city.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Test
    void everyLabelOfTheUsualModelsAndOfMotionHasANameInBothLanguages() {
        assertThat(Labels.in(VIETNAMESE))
                .hasSize(81)
                .containsEntry("train", "Tàu hoả")
                .containsEntry("moving", "Vật chuyển động");
        assertThat(Labels.in(Locale.ENGLISH).keySet())
                .isEqualTo(Labels.in(VIETNAMESE).keySet());
        assertThat(Labels.in(VIETNAMESE).values()).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(Labels.in(Locale.ENGLISH).values()).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }
}
