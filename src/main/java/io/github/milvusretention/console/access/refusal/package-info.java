/** What a person is told whose request is refused, before any page or act is asked. */
@NullMarked
package io.github.milvusretention.console.access.refusal;

import org.jspecify.annotations.NullMarked;
