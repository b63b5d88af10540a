// Stands in for Lumino's data grid (3.7 MB installed), in which JupyterLab's debugger can show variables as a table. Here they are shown as
// a tree, which opens; the button for the table is hidden.
import { Widget } from '@lumino/widgets'

export class DataModel {}
export class TextRenderer {}
export class BasicKeyHandler {}
export class BasicMouseHandler {}
export class BasicSelectionModel {}
export class DataGrid extends Widget {}
