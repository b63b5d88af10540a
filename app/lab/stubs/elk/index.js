// Stands in for mermaid's layout engine, which the mermaid stub beside it never asks for.
export default []
