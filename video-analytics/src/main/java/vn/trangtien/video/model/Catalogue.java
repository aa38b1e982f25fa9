package vn.trangtien.video.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.trangtien.video.model.convert.ConverterSettings;

/** The models that this product knows where to get, from {@code catalogue.yaml} beside this class. */
public final class Catalogue {

    private static final String FILE = "catalogue.yaml";
    private static final Pattern PACKAGE = Pattern.compile("(@[a-z0-9-]+/)?[a-z0-9][a-z0-9.-]*");
    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final int COLOURS = 3;

    private final List<CatalogueModel> models;

    private Catalogue(List<CatalogueModel> models) {
        this.models = List.copyOf(models);
    }

    /** @throws IllegalStateException if the file of this build is wrong, which a test rules out */
    public static Catalogue bundled() {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not part of this build");
            }
            return read(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | ModelException e) {
            throw new IllegalStateException(FILE + " of this build cannot be read", e);
        }
    }

    static Catalogue read(String source, String text) throws ModelException {
        YamlSection yaml = YamlSection.read(source, text);
        List<CatalogueModel> models = new ArrayList<>();
        for (YamlSection entry : yaml.sections("models")) {
            models.add(model(entry));
        }
        yaml.requireNothingElse();
        return new Catalogue(models);
    }

    private static CatalogueModel model(YamlSection yaml) throws ModelException {
        YamlSection npm = yaml.section("package");
        var source = new CatalogueModel.NpmPackage(
                npm.matching("name", PACKAGE, "phải là tên gói npm", "must be the name of an npm package"),
                npm.matching("version", VERSION, "phải là phiên bản chính xác", "must be an exact version"),
                npm.matching("sha256", DescriptionYaml.HASH, "phải là SHA-256", "must be a SHA-256"));
        npm.requireNothingElse();
        ModelDescription model = DescriptionYaml.read(yaml.section("model"));
        var entry = new CatalogueModel(
                model,
                yaml.flag("optional", true),
                source,
                yaml.text("graph"),
                yaml.texts("shards"),
                yaml.text("licenceFile"),
                conversion(yaml.section("convert"), model.input()));
        yaml.requireNothingElse();
        return entry;
    }

    private static ConverterSettings conversion(YamlSection yaml, InputFormat input) throws ModelException {
        Map<String, String> outputs = yaml.textsByName("outputs");
        Map<String, String> constants = yaml.textsByName("constants");
        var settings =
                new ConverterSettings(yaml.text("input"), input.width(), input.height(), COLOURS, outputs, constants);
        yaml.requireNothingElse();
        return settings;
    }

    public List<CatalogueModel> models() {
        return models;
    }

    public Optional<CatalogueModel> find(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }
}
