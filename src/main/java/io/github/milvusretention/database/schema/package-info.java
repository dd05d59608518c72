/** The tables of the repository: ours, those of the libraries, and the history of both. */
@NullMarked
package io.github.milvusretention.database.schema;

import org.jspecify.annotations.NullMarked;
