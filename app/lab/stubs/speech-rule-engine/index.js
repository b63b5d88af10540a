// Stands in for MathJax's optional speech engine (9 MB installed), which JupyterLab's typesetter never loads.
module.exports = {}
