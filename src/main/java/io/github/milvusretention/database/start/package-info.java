/** Opens the repository: its address, its tables, and what its database must offer. */
@NullMarked
package io.github.milvusretention.database.start;

import org.jspecify.annotations.NullMarked;
