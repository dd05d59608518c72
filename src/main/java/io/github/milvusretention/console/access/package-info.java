/** Who may see and act: log-in, roles, read-only, and what is answered on which address. */
@NullMarked
package io.github.milvusretention.console.access;

import org.jspecify.annotations.NullMarked;
