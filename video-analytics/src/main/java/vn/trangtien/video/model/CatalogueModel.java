package vn.trangtien.video.model;

import java.util.List;
import vn.trangtien.video.model.convert.ConverterSettings;

/**
 * A model that we know where to get.
 *
 * @param model its description as it will be installed
 * @param optional whether it is installed only for somebody who has accepted its licence
 * @param source the package that it comes in
 * @param graph path of {@code model.json} in the package
 * @param shards paths of the weights in the package
 * @param licenceFile path of the licence in the package
 */
public record CatalogueModel(
        ModelDescription model,
        boolean optional,
        NpmPackage source,
        String graph,
        List<String> shards,
        String licenceFile,
        ConverterSettings conversion) {

    /**
     * A package of the npm registry.
     *
     * @param sha256 of the tarball
     */
    public record NpmPackage(String name, String version, String sha256) {

        @Override
        public String toString() {
            return name + "@" + version;
        }
    }

    public CatalogueModel {
        shards = List.copyOf(shards);
    }

    public String id() {
        return model.id();
    }
}
