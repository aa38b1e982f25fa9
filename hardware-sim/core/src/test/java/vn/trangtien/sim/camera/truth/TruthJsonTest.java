package vn.trangtien.sim.camera.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import vn.trangtien.sim.camera.scene.Scenes;

class TruthJsonTest {

    @Test
    void everyPictureHasItsEntry() throws IOException {
        SceneTruth truth = Scenes.named("gate").truth();
        var text = new StringBuilder();
        TruthJson.write(truth, 2, text);

        // JSON is YAML too, and that parser is here anyway.
        var tree = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text.toString());
        assertThat(tree.get("scene")).isEqualTo("gate");
        assertThat((List<?>) tree.get("frames")).hasSize(120);
        assertThat(text).contains("\"plate\":\"75A-123.45\"", "\"label\":\"car\"", "\"box\":[0");
    }

    @Test
    void levelsAndZonesAreThere() throws IOException {
        var text = new StringBuilder();
        TruthJson.write(Scenes.named("gauge-rain").truth(), 1, text);

        assertThat(text)
                .contains(
                        "\"gaugeMetres\":1.2}",
                        "\"marks\":[{\"at\":[0.5,0.94],\"metres\":0}",
                        "\"zones\":[{\"name\":\"board\"");
    }
}
