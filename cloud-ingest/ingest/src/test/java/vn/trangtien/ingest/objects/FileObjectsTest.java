package vn.trangtien.ingest.objects;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.disk.DataDirectory;

class FileObjectsTest extends ObjectStoreContract {

    @TempDir
    Path folder;

    @Override
    ObjectStore store() {
        return new FileObjects(new DataDirectory(folder));
    }
}
