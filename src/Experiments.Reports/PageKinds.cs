global using ComparisonPage = Experiments.Reports.Pages.Page<Experiments.Reports.Comparison.Model.ComparisonModel>;
global using ReportPage = Experiments.Reports.Pages.Page<Experiments.Reports.Model.ReportModel>;
