package vn.trangtien.egov.signing.pdf;

import eu.europa.esig.dss.enumerations.MimeType;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import java.io.IOException;
import java.io.InputStream;
import vn.trangtien.egov.signing.FileContent;

/** Files in DSS's words and back. */
public final class DssFiles {

    private DssFiles() {}

    public static DSSDocument of(FileContent file, String name, MimeType type) throws IOException {
        DSSDocument document = file.file().isPresent()
                ? new FileDocument(file.file().get().toFile())
                : new InMemoryDocument(file.bytes());
        document.setName(name);
        document.setMimeType(type);
        return document;
    }

    public static FileContent of(DSSDocument document) throws IOException {
        if (document instanceof FileDocument file) {
            return FileContent.of(file.getFile().toPath());
        }
        try (InputStream in = document.openStream()) {
            return FileContent.of(in.readAllBytes());
        }
    }
}
