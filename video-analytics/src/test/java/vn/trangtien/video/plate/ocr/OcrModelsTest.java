package vn.trangtien.video.plate.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.video.detect.DetectorException;

class OcrModelsTest {

    @TempDir
    Path folder;

    @Test
    void theJarMayLieInTheFolderForModels() throws Exception {
        URL onClassPath = getClass().getClassLoader().getResource(OcrModels.RECOGNISER);
        assumeTrue(onClassPath != null, "the models for plates are not on the class path");
        Path jar = Path.of(((JarURLConnection) onClassPath.openConnection())
                .getJarFileURL()
                .toURI());

        assertThat(OcrModels.fromJar(jar, OcrModels.RECOGNISER)).hasSize(10_857_828);
        assertThat(OcrModels.fromJar(jar, OcrModels.DETECTOR)).hasSize(4_745_517);
    }

    @Test
    void aFileThatIsNotTheJarIsRefused() throws Exception {
        Path jar = Files.writeString(folder.resolve(OcrModels.JAR), "not the models");

        assertThatThrownBy(() -> OcrModels.fromJar(jar, OcrModels.DETECTOR))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining(jar.toString())
                .hasMessageContaining("download it again");
    }

    @Test
    void withoutTheJarTheRemedyIsTold() {
        assertThatThrownBy(() -> OcrModels.fromJar(folder.resolve(OcrModels.JAR), OcrModels.DETECTOR))
                .hasMessage(PlateReader.NOT_INSTALLED.english())
                .hasMessageContaining("models install plates")
                .hasMessageContaining("privacy.plates");
    }
}
