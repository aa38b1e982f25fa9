@NullMarked
package vn.trangtien.city.ingest;

import org.jspecify.annotations.NullMarked;
