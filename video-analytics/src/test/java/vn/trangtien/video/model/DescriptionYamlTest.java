package vn.trangtien.video.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionYamlTest {

    private static final String TINY = TinyModel.yaml("tiny", new byte[0]);

    @Test
    void whatIsWrittenIsReadAgain() throws ModelException {
        for (CatalogueModel each : Catalogue.bundled().models()) {
            ModelDescription model = each.model();

            assertThat(DescriptionYaml.read("again", DescriptionYaml.write(model)))
                    .isEqualTo(model);
        }
    }

    @Test
    void theCatalogueHasTheDefaultModelWithoutConditionsAndAnotherWithOne() {
        CatalogueModel ssd = Catalogue.bundled().find("ssd").orElseThrow();
        CatalogueModel centernet = Catalogue.bundled().find("centernet").orElseThrow();

        assertThat(ssd.optional()).isFalse();
        assertThat(ssd.model().licence().spdx()).isEqualTo("Apache-2.0");
        assertThat(ssd.model().labels()).hasSize(90).contains("person", "motorcycle", "truck");
        assertThat(ssd.model().labels().get(2)).isEqualTo("car");
        assertThat(centernet.optional()).isTrue();
        assertThat(centernet.model().licence().note().english()).contains("no licence file");
        assertThat(centernet.model().labels()).hasSize(80).doesNotContain("");
    }

    @Test
    void leftOutFieldsHaveSensibleValues() throws ModelException {
        ModelDescription model = DescriptionYaml.read("tiny", TINY);

        assertThat(model.input().layout()).isEqualTo(InputFormat.Layout.NCHW);
        assertThat(model.input().fit()).isEqualTo(InputFormat.Fit.STRETCH);
        assertThat(model.thresholds()).isEqualTo(new Thresholds(0.25, 0.5, 1));
        assertThat(model.version()).isEqualTo("e3b0c44298fc");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "id: tiny | id: Tiny Model | id 'Tiny Model' must be 1 to 40",
                "id: tiny | id: blob | id 'blob' is a reserved name",
                "file: tiny.onnx | file: ../tiny.onnx | file '../tiny.onnx' must be the name of a file",
                "sha256: e3 | sha256: E3 | must be a SHA-256",
                "width: 16 | width: 5000 | input.width '5000' must be a whole number from 16 to 4096",
                "width: 16 | width: wide | input.width 'wide' must be",
                "scale: 0.00392156862745 | deviation: [1, 0, 1] | input.deviation '[1.0, 0.0, 1.0]' must not be 0",
                "scale: 0.00392156862745 | mean: [1] | input.mean '[1]' must be a list of 3 numbers",
                "kind: centernet | kind: magic | output.kind 'magic' must be one of [ssd, centernet, yolox, detr]",
                "kind: centernet | kind: ssd | output.anchors '' is required",
                "labels: [bright, dark] | labels: [] | labels '[]' must be a list of at least one",
                "labels: [bright, dark] | lables: [a] | labels '' must be",
                "title: | titel: | title '' is required",
                "spdx: CC0-1.0 | spdx: CC0-1.0, colour: red | licence.colour 'red' is no field that is known"
            })
    void mistakesAreNamedWithFieldValueAndRule(String right, String wrong, String message) {
        assertThatThrownBy(() -> DescriptionYaml.read("model.yaml", TINY.replace(right, wrong)))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("model.yaml: ")
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoYamlIsSaidInBothLanguages() {
        assertThatThrownBy(() -> DescriptionYaml.read("model.yaml", "a: [b"))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.what().english()).contains("no valid YAML");
                    assertThat(e.what().vietnamese()).contains("không phải YAML");
                });
        assertThatThrownBy(() -> DescriptionYaml.read("model.yaml", "just text"))
                .hasMessageContaining("describes no model");
    }
}
