# Completion of experiments for PowerShell. Made by: experiments completion powershell
Register-ArgumentCompleter -Native -CommandName @NAME@ -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # Other projects have one of this name too.
    $typed = $commandAst.CommandElements[0].ToString()
    if ((Split-Path -Leaf $typed) -ne 'experiments' -and "$(Resolve-Path $typed -ErrorAction SilentlyContinue)" -ne @LAUNCHER@) {
        return
    }

    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    if ($wordToComplete -eq '') {
        # Older versions drop an empty argument unless it is quoted.
        $words += $(if ($PSVersionTable.PSVersion -lt [version]'7.3') { '""' } else { '' })
    }

    # PowerShell replaces what follows the last comma, not the whole word.
    $kept = if ($words[-1] -match ',') { $words[-1].LastIndexOf(',') + 1 } else { 0 }
    dotnet @PROGRAM@ suggest '--' $words 2>$null | ForEach-Object {
        $text, $detail = $_ -split "`t", 2
        $text = $text.Substring($kept)
        [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $(if ($detail) { $detail } else { $text }))
    }
}
