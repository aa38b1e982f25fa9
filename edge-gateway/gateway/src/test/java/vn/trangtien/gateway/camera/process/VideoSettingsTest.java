package vn.trangtien.gateway.camera.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.video.model.ModelDirectory;

class VideoSettingsTest {

    /** From here on ONNX Runtime ends a process, so that models are refused beyond it. */
    private static final int LONGEST_COMMAND_LINE = 3_500;

    @AfterEach
    void forget() {
        System.clearProperty(ModelDirectory.PROPERTY);
        System.clearProperty(ModelDirectory.BUNDLED_PROPERTY);
        System.clearProperty("site.note");
    }

    @Test
    void theChildLooksForModelsWhereItsParentDoes() {
        System.setProperty(ModelDirectory.PROPERTY, "/data/models");
        System.setProperty(ModelDirectory.BUNDLED_PROPERTY, "/usr/share/trangtien-gateway/models");

        assertThat(VideoSettings.usual().command())
                .contains(
                        "-Dtrangtien.models=/data/models",
                        "-Dtrangtien.models.bundled=/usr/share/trangtien-gateway/models");
    }

    @Test
    void theCommandLineStaysShortInADeepFolderWithManyOptions() {
        System.setProperty(ModelDirectory.BUNDLED_PROPERTY, "/very-long-name".repeat(60));
        System.setProperty("site.note", "x".repeat(10_000));

        assertThat(String.join(" ", VideoSettings.usual().command())).hasSizeLessThan(LONGEST_COMMAND_LINE);
    }
}
