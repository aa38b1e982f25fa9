/** What a {@link vn.trangtien.drivers.DriverDescriptor} becomes for editors and for pages: a JSON Schema and a form. */
@NullMarked
package vn.trangtien.drivers.schema;

import org.jspecify.annotations.NullMarked;
