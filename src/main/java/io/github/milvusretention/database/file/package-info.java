/** The H2 file: its directory, its password, and the mark that says that there is one. */
@NullMarked
package io.github.milvusretention.database.file;

import org.jspecify.annotations.NullMarked;
